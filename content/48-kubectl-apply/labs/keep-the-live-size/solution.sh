sed -i '/replicas: 2/d' /root/shop.yaml
kubectl apply set-last-applied -f /root/shop.yaml
sed -i -e 's/nginx:1.27/nginx:${TAG}/' -e '/debug:/d' /root/shop.yaml
kubectl apply -f /root/shop.yaml
kubectl rollout status deploy/shop --timeout=120s
