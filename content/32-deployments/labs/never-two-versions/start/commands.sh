kubectl apply -f /root/ledger.yaml
kubectl rollout status deploy/ledger --timeout=90s
