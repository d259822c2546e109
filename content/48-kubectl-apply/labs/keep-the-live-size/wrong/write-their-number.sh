# fails: hand-over-the-size
# hint: in-file
sed -i 's/replicas: 2/replicas: ${SIZE}/' /root/shop.yaml
sed -i -e 's/nginx:1.27/nginx:${TAG}/' -e '/debug:/d' /root/shop.yaml
kubectl apply -f /root/shop.yaml
kubectl rollout status deploy/shop --timeout=120s
