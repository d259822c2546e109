# fails: change-yours
# hint: file
# says: 다시 apply 하니
kubectl set image deployment/chat web=nginx:${TAG}
kubectl set env deployment/chat -c web GREETING=${GREETING} LEGACY_LOGIN- DEBUG-
kubectl rollout status deployment/chat --timeout=60s
