# fails: take-the-image
# hint: manager
# says: `kubectl`
sed -i -e '/replicas: 2/d' -e 's/silver/${TIER}/' /root/shop.yaml
kubectl apply --server-side --force-conflicts -f /root/shop.yaml
kubectl rollout status deployment/shop --timeout=60s
