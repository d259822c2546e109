# fails: share-the-tier
# hint: not-yours
sed -i -e '/replicas: 2/d' -e '/labels:/,/tier/{/tier/d}' -e '0,/  labels:/{/  labels:/d}' /root/shop.yaml
kubectl apply --server-side --field-manager=shop-team -f /root/shop.yaml --force-conflicts
kubectl rollout status deployment/shop --timeout=60s
