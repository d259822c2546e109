sed -i -e '/replicas: 2/d' /root/shop.yaml
kubectl apply set-last-applied -f /root/shop.yaml
sed -i -e 's/nginx:1.27/nginx:1.28/' -e '/debug:/d' /root/shop.yaml
kubectl apply -f /root/shop.yaml
kubectl label deploy shop debug- --overwrite
kubectl rollout status deploy/shop --timeout=120s
