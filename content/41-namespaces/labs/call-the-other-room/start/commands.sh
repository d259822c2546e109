kubectl apply -f /root/front.yaml
sleep 10
