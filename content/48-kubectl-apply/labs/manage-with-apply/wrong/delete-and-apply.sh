# fails: same-service
# hint: uid
sed -i '0,/port: 80/s//port: 8080/' /root/front.yaml
kubectl delete -f /root/front.yaml
sleep 2
kubectl apply -f /root/front.yaml
