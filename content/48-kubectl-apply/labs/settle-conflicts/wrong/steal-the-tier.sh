# fails: share-the-tier
# hint: stolen
# says: silver
sed -i '/replicas: 2/d' /root/shop.yaml
kubectl apply --server-side --field-manager=shop-team -f /root/shop.yaml --force-conflicts
kubectl rollout status deployment/shop --timeout=60s
