# fails: find-the-stock
# hint: port
# says: timed out
sed 's/namespace: shop/namespace: dev/' /root/front.yaml | kubectl apply -f -
kubectl set env deployment/front -n shop STOCK_URL=http://stock.${BACK}/
kubectl rollout status deployment/front -n shop --timeout=60s
