# fails: give-up-the-size
# hint: in-file
# says: .spec.replicas
sed -e '/replicas: 2/d' -e 's/silver/${TIER}/' /root/shop.yaml > /root/other.yaml
sed -i 's/silver/${TIER}/' /root/shop.yaml
kubectl apply --server-side --force-conflicts --field-manager=shop-team -f /root/other.yaml
kubectl rollout status deployment/shop --timeout=60s
