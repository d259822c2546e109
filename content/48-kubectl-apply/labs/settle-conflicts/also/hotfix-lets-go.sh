sed -i -e '/replicas: 2/d' -e 's/silver/${TIER}/' -e 's/nginx:.*/nginx:1.26/' /root/shop.yaml
kubectl apply --server-side --field-manager=shop-team -f /root/shop.yaml
echo '{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"shop"}}' | kubectl apply --server-side --field-manager=hotfix -f -
sed -i 's/nginx:1.26/nginx:${TAG}/' /root/shop.yaml
kubectl apply --server-side --field-manager=shop-team -f /root/shop.yaml
kubectl rollout status deployment/shop --timeout=60s
