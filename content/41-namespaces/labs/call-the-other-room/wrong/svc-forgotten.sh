# fails: find-the-stock
# hint: bad-address
sed 's/namespace: shop/namespace: dev/' /root/front.yaml | kubectl apply -f -
kubectl set env deployment/front -n shop STOCK_URL=http://stock.${BACK}.cluster.local:${PORT}/
kubectl rollout status deployment/front -n shop --timeout=60s
