# fails: take-the-image
# hint: conflict
# says: Apply failed with 3 conflicts
kubectl apply --server-side --field-manager=shop-team -f /root/shop.yaml
