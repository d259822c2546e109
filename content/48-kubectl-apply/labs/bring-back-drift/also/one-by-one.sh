kubectl apply -f /root/app/web.yaml -f /root/app/settings.yaml
sed -i 's#image: .*#image: docker.io/library/nginx:${FIX}#' /root/app/api.yaml
kubectl apply -f /root/app/api.yaml
kubectl rollout status deploy/web --timeout=60s
kubectl rollout status deploy/api --timeout=60s
