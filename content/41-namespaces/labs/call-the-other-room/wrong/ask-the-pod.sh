# fails: follow-the-name
# hint: whose
sed 's/namespace: shop/namespace: dev/' /root/front.yaml | kubectl apply -f -
kubectl set env deployment/front -n shop STOCK_URL=http://$(kubectl get pod -l app=stock -n ${BACK} -o jsonpath='{.items[0].status.podIP}')/
kubectl rollout status deployment/front -n shop --timeout=60s
