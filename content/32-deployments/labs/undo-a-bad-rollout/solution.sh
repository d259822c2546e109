kubectl rollout history deploy/api
kubectl rollout history deploy/api --revision=2
kubectl rollout undo deploy/api --to-revision=2
kubectl annotate deploy/api kubernetes.io/change-cause='${TICKET}: 잘 돌던 버전으로 되돌림'
kubectl rollout status deploy/api --timeout=90s
