kubectl apply -f /root/cafe.yaml
sleep 20
