# fails: ship-the-image
# hint: image
# says: 태그가 달라요
kubectl patch deploy ledger -p '{"spec":{"progressDeadlineSeconds":${DEADLINE},"strategy":{"type":"Recreate","rollingUpdate":null}}}'
kubectl set image deploy/ledger web=nginx:1.27-alpine
sleep 60
