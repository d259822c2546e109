# fails: keep-the-size
# hint: size
sed -i -e 's/nginx:1.27/nginx:1.28/' -e '/debug:/d' -e '/replicas:/d' /root/shop.yaml
kubectl apply -f /root/shop.yaml
kubectl rollout status deploy/shop --timeout=120s
