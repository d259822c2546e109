# fails: keep-the-fix
# hint: lost
# says: 태그가 달라요
kubectl apply -f /root/app
kubectl rollout status deploy/web --timeout=60s
kubectl rollout status deploy/api --timeout=60s
