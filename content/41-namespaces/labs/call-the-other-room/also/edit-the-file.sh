sed -e 's/namespace: shop/namespace: dev/' -e 's#//stock:#//stock.dev.svc:#' /root/front.yaml > /root/front-dev.yaml
sed -i 's#//stock:#//stock.${BACK}.svc:#' /root/front.yaml
kubectl apply -f /root/front.yaml -f /root/front-dev.yaml
kubectl rollout status deployment/front -n shop --timeout=60s
kubectl rollout status deployment/front -n dev --timeout=60s
