kubectl wait --for=condition=Ready pods --all -n market --timeout=60s
sleep 60
kubectl apply -f /root/service.yaml
