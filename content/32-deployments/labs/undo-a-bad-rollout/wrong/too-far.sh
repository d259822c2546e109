# fails: run-the-good-version
# hint: too-far
kubectl rollout undo deploy/api --to-revision=1
kubectl annotate deploy/api kubernetes.io/change-cause=${TICKET} --overwrite
kubectl rollout status deploy/api --timeout=90s
