# fails: run-the-good-version
# hint: one-step
kubectl rollout undo deploy/api
kubectl annotate deploy/api kubernetes.io/change-cause=${TICKET} --overwrite
sleep 30
