sed -i -e 's/nginx:1.27/nginx:${TAG}/' -e '/debug:/d' -e '/replicas: 2/d' /root/shop.yaml
kubectl apply set-last-applied -f /root/shop.yaml
kubectl label deploy shop debug-
kubectl apply -f /root/shop.yaml
kubectl rollout status deploy/shop --timeout=120s
