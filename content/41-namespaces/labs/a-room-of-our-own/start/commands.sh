kubectl apply -f /root/board.yaml
kubectl rollout status deployment/board --timeout=60s
