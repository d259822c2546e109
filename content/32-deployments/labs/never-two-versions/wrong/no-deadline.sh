# fails: report-in-time
# hint: deadline
# says: 초 뒤에야
kubectl patch deploy ledger -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'
kubectl set image deploy/ledger web=nginx:${TAG}
kubectl rollout status deploy/ledger --timeout=120s
