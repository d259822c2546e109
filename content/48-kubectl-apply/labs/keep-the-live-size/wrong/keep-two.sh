# fails: keep-the-size, hand-over-the-size
# hint: size
sed -i -e 's/nginx:1.27/nginx:${TAG}/' -e '/debug:/d' /root/shop.yaml
kubectl apply -f /root/shop.yaml
kubectl rollout status deploy/shop --timeout=120s
