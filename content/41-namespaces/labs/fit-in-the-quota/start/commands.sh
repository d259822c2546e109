kubectl rollout status deployment/batch -n ${TEAM} --timeout=60s
kubectl apply -f /root/shop.yaml
sleep 20
