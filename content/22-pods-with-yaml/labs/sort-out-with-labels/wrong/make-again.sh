# fails: route-to-prod
# hint: restarted
kubectl label pod web-lab -n market env=test --overwrite
kubectl delete pod web-2 -n market --now
kubectl run web-2 -n market --image=nginx:1.27 --labels=app=web,env=prod
kubectl label pods web-1 web-2 web-3 -n market track=${TRACK}
kubectl get pods -n market -l 'env=prod,!owner' -o name > /root/no-owner.txt
