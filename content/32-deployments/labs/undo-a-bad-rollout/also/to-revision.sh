kubectl rollout undo deploy/api --to-revision=2
kubectl rollout status deploy/api --timeout=90s
