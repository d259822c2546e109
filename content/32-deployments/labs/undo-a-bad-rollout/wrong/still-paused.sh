# fails: run-the-good-version
# hint: still-bad
# says: paused
kubectl rollout undo deploy/api --to-revision=2
kubectl rollout pause deploy/api
kubectl annotate deploy/api kubernetes.io/change-cause=${TICKET} --overwrite
