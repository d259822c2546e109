# fails: pretend-in-dev
# hint: real
# says: 다른 방의 재고
sed -i 's#//stock:#//stock.${BACK}:#' /root/front.yaml
kubectl apply -f /root/front.yaml
sed 's/namespace: shop/namespace: dev/' /root/front.yaml | kubectl apply -f -
kubectl rollout status deployment/front -n shop --timeout=60s
