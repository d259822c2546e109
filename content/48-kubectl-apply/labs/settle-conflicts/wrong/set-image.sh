# fails: take-the-image
# hint: manager
kubectl set image deployment/shop web=nginx:${TAG}
kubectl rollout status deployment/shop --timeout=60s
