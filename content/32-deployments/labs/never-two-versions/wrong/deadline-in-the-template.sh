# fails: report-in-time
# hint: deadline
kubectl patch deploy ledger -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null},"template":{"spec":{"activeDeadlineSeconds":${DEADLINE}}}}}'
kubectl patch deploy ledger -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'
kubectl set image deploy/ledger web=nginx:${TAG}
kubectl rollout status deploy/ledger --timeout=120s
