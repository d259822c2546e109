# fails: report-in-time
# hint: deadline
# says: `600`이에요
kubectl patch deploy ledger -p '{"spec":{"strategy":{"type":"Recreate","rollingUpdate":null}}}'
kubectl set image deploy/ledger web=nginx:${TAG}
kubectl rollout status deploy/ledger --timeout=120s
