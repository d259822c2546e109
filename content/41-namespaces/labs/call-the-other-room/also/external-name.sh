kubectl create service externalname stock -n shop --external-name=stock.${BACK}.svc.cluster.local
sed 's/namespace: shop/namespace: dev/' /root/front.yaml > /root/front-dev.yaml
kubectl create -f /root/front-dev.yaml
kubectl rollout status deployment/front -n dev --timeout=60s
