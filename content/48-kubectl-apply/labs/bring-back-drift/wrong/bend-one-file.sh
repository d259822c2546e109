# fails: restore-the-rest
# hint: file
sed -i 's/nginx:1.27/nginx:${FIX}/' /root/app/api.yaml
kubectl apply -f /root/app
sed -i 's/LOG_LEVEL: .*/LOG_LEVEL: debug/' /root/app/settings.yaml
kubectl rollout status deploy/web --timeout=60s
kubectl rollout status deploy/api --timeout=60s
