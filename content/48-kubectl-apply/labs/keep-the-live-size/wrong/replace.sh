# fails: keep-the-size
# hint: size
sed -i -e 's/nginx:1.27/nginx:${TAG}/' -e '/debug:/d' -e '/replicas: 2/d' /root/shop.yaml
kubectl replace -f /root/shop.yaml
kubectl rollout status deploy/shop --timeout=120s
