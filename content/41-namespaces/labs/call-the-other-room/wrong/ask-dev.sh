# fails: find-the-stock
# hint: other-stock
# says: pretend goods
sed 's/namespace: shop/namespace: dev/' /root/front.yaml | kubectl apply -f -
kubectl set env deployment/front -n shop STOCK_URL=http://stock.dev:${PORT}/
kubectl rollout status deployment/front -n shop --timeout=60s
