KUBE_EDITOR="sed -i s/nope/nope/" kubectl edit deployment shop
sed -i -e '/replicas/d' -e 's/tier: .*/tier: ${TIER}/' /root/shop.yaml
kubectl apply --server-side=true --field-manager shop-team --force-conflicts=true -f /root
kubectl rollout status deployment/shop --timeout=60s
