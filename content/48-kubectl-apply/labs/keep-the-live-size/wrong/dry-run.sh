# fails: new-image, drop-the-label
# hint: image
sed -i -e 's/nginx:1.27/nginx:${TAG}/' -e '/debug:/d' -e '/replicas: 2/d' /root/shop.yaml
kubectl apply --dry-run=server -f /root/shop.yaml
