# fails: list-the-ownerless
# hint: query
kubectl label pod web-lab -n market env=test --overwrite
kubectl label pods -n market -l app=web,env=prod track=${TRACK}
kubectl get pods -n market -l env=prod -o name > /root/no-owner.txt
