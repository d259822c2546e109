# fails: change-yours
# hint: legacy
# says: LEGACY_LOGIN
sed -i -e 's/nginx:1.27/nginx:${TAG}/' -e 's/value: hello/value: ${GREETING}/' /root/chat.yaml
kubectl apply -f /root/chat.yaml
kubectl set env deployment/chat -c web DEBUG-
kubectl rollout status deployment/chat --timeout=60s
