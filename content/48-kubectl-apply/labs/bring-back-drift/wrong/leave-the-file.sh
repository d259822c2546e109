# fails: keep-the-fix
# hint: file
kubectl apply -f /root/app/web.yaml -f /root/app/settings.yaml
kubectl rollout status deploy/web --timeout=60s
kubectl rollout status deploy/api --timeout=60s
