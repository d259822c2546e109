kubectl apply -f /root/board.yaml
kubectl wait --for=condition=Ready pod/board --timeout=60s
sleep 10
