# fails: new-image, drop-the-label
# hint: image
sed -i -e 's/nginx:1.27/nginx:1.28/' -e '/debug:/d' -e 's/replicas: 2/replicas: ${SIZE}/' /root/shop.yaml
kubectl apply --dry-run=server -f /root/shop.yaml
