kubectl apply -f /root/web.yaml
kubectl rollout status deploy/web --timeout=90s
