# fails: drop-the-label
# hint: label
sed -i -e 's/nginx:1.27/nginx:1.28/' -e 's/replicas: 2/replicas: ${SIZE}/' /root/shop.yaml
kubectl apply -f /root/shop.yaml
kubectl rollout status deploy/shop --timeout=120s
