# fails: take-the-image
# hint: manager
# says: kubectl-client-side-apply
sed -i -e '/replicas: 2/d' -e 's/silver/${TIER}/' /root/shop.yaml
kubectl apply -f /root/shop.yaml
kubectl rollout status deployment/shop --timeout=60s
