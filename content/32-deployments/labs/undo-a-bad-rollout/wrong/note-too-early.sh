# fails: say-why
# hint: cause
kubectl annotate deploy/api kubernetes.io/change-cause=${TICKET} --overwrite
kubectl rollout undo deploy/api --to-revision=2
kubectl rollout status deploy/api --timeout=90s
