kubectl diff -f /root/app
sed -i 's/nginx:1.27/nginx:${FIX}/' /root/app/api.yaml
kubectl apply -f /root/app
kubectl rollout status deploy/web --timeout=60s
kubectl rollout status deploy/api --timeout=60s
