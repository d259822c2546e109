# fails: run-the-good-version
# hint: still-bad
# says: paused
kubectl rollout pause deploy/api
kubectl set image deploy/api web=nginx:${GOOD}
kubectl patch deploy api --type=json -p '[{"op":"remove","path":"/spec/template/spec/containers/0/command"}]'
kubectl annotate deploy api kubernetes.io/change-cause=${TICKET} --overwrite
sleep 20
