sed -i '/replicas: 2/d' /root/shop.yaml
kubectl apply --server-side --field-manager=shop-team -f /root/shop.yaml
sed -i 's/tier: silver/tier: ${TIER}/' /root/shop.yaml
kubectl apply --server-side --field-manager=shop-team -f /root/shop.yaml
kubectl apply --server-side --field-manager=shop-team -f /root/shop.yaml --force-conflicts
kubectl rollout status deployment/shop --timeout=60s
