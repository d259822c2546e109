# fails: pretend-in-dev
# hint: dev
kubectl set env deployment/front -n shop STOCK_URL=http://stock.${BACK}:${PORT}/
kubectl rollout status deployment/front -n shop --timeout=60s
