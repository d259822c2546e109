kubectl rollout undo deploy/api
kubectl rollout status deploy/api --timeout=90s
