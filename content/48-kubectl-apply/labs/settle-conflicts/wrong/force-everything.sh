# fails: give-up-the-size, share-the-tier
# hint: taken
# says: `2`예요
kubectl apply --server-side --field-manager=shop-team -f /root/shop.yaml --force-conflicts
kubectl rollout status deployment/shop --timeout=60s
