# fails: keep-the-history
# hint: history
kubectl rollout undo deploy/api --to-revision=2
kubectl annotate deploy/api kubernetes.io/change-cause=${TICKET} --overwrite
kubectl rollout status deploy/api --timeout=90s
kubectl patch deploy api -p '{"spec":{"revisionHistoryLimit":1}}'
sleep 5
