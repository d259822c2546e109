# fails: drop-the-label
# hint: back
sed -i '/replicas: 2/d' /root/shop.yaml
kubectl apply set-last-applied -f /root/shop.yaml
sed -i 's/nginx:1.27/nginx:${TAG}/' /root/shop.yaml
kubectl apply -f /root/shop.yaml
kubectl label deploy shop debug-
kubectl rollout status deploy/shop --timeout=120s
