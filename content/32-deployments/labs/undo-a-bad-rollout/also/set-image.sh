kubectl set image deploy/api web=nginx:${GOOD}
kubectl patch deploy api --type=json -p '[{"op":"remove","path":"/spec/template/spec/containers/0/command"}]'
kubectl annotate deploy api kubernetes.io/change-cause=${TICKET} --overwrite
kubectl rollout status deploy/api --timeout=90s
