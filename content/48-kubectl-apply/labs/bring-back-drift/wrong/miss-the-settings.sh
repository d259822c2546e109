# fails: restore-the-rest
# hint: apply
# says: data.LOG_LEVEL
sed -i 's/nginx:1.27/nginx:${FIX}/' /root/app/api.yaml
kubectl apply -f /root/app/web.yaml -f /root/app/api.yaml
kubectl rollout status deploy/web --timeout=60s
kubectl rollout status deploy/api --timeout=60s
