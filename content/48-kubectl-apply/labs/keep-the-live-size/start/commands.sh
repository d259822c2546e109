kubectl apply -f /root/shop.yaml
kubectl scale deploy shop --replicas=${SIZE}
kubectl label deploy shop oncall=${ONCALL}
kubectl rollout status deploy/shop --timeout=90s
