kubectl wait --for=condition=Ready pods --all -n market --timeout=60s
sleep 30
kubectl apply -f /root/service.yaml
