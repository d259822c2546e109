# fails: find-the-stock
# hint: bad-address
# says: bad address 'stocks.depot
sed 's/namespace: shop/namespace: dev/' /root/front.yaml | kubectl apply -f -
kubectl set env deployment/front -n shop STOCK_URL=http://stocks.depot:${PORT}/
kubectl rollout status deployment/front -n shop --timeout=60s
