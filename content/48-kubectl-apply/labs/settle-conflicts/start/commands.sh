sed 's/nginx:.*/nginx:1.27/' /root/shop.yaml | kubectl apply --server-side --field-manager=shop-team -f -
echo '{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"shop"},"spec":{"replicas":${SIZE}}}' | kubectl apply --server-side --force-conflicts --field-manager=autoscaler -f -
echo '{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"shop","labels":{"tier":"${TIER}"}}}' | kubectl apply --server-side --force-conflicts --field-manager=platform -f -
echo '{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"shop"},"spec":{"template":{"spec":{"containers":[{"name":"web","image":"nginx:1.26"}]}}}}' | kubectl apply --server-side --force-conflicts --field-manager=hotfix -f -
kubectl rollout status deployment/shop --timeout=90s
