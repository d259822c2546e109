kubectl apply -f /root/batch.yaml
kubectl rollout status deployment/batch --timeout=60s
kubectl apply -f /root/payment.yaml -f /root/report.yaml
sleep 10
