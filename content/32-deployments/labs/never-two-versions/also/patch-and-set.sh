kubectl patch deploy ledger -p '{"spec":{"progressDeadlineSeconds":${DEADLINE},"strategy":{"type":"Recreate","rollingUpdate":null}}}'
kubectl set image deploy/ledger web=nginx:${TAG}
kubectl rollout status deploy/ledger --timeout=120s
