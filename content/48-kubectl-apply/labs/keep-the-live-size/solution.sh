sed -i -e 's/nginx:1.27/nginx:1.28/' -e '/debug:/d' -e 's/replicas: 2/replicas: ${SIZE}/' /root/shop.yaml
kubectl apply -f /root/shop.yaml
kubectl rollout status deploy/shop --timeout=120s
