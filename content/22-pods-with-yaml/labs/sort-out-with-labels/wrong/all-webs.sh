# fails: route-to-prod
# hint: remove
# says: `web-lab`, `web-old`에게도
kubectl label pod web-lab -n market env=test --overwrite
kubectl label pods -n market -l app=web track=${TRACK}
kubectl get pods -n market -l 'env=prod,!owner' -o name > /root/no-owner.txt
