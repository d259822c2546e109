# fails: route-to-prod
# hint: selector
kubectl label pod web-lab -n market env=test --overwrite
kubectl set selector service web app=web,env=prod -n market
kubectl get pods -n market -l 'env=prod,!owner' -o name > /root/no-owner.txt
