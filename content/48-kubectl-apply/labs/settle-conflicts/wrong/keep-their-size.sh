# fails: give-up-the-size
# hint: owned
sed -i -e 's/replicas: 2/replicas: ${SIZE}/' -e 's/silver/${TIER}/' /root/shop.yaml
kubectl apply --server-side --field-manager=shop-team -f /root/shop.yaml --force-conflicts
kubectl rollout status deployment/shop --timeout=60s
