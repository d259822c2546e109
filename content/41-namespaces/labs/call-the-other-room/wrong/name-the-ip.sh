# fails: follow-the-name
# hint: address
kubectl set env deployment/front -n shop STOCK_URL=http://$(kubectl get service stock -n ${BACK} -o jsonpath='{.spec.clusterIP}'):${PORT}/
sed 's/namespace: shop/namespace: dev/' /root/front.yaml | kubectl apply -f -
kubectl set env deployment/front -n dev STOCK_URL=http://stock:${PORT}/
kubectl rollout status deployment/front -n shop --timeout=60s
