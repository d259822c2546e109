kubectl create priorityclass urgent --value=1000
kubectl create priorityclass polite --value=500 --preemption-policy=Never
kubectl patch deployment payment -p '{"spec":{"template":{"spec":{"priorityClassName":"urgent"}}}}'
kubectl patch deployment report -p '{"spec":{"template":{"spec":{"priorityClassName":"polite"}}}}'
kubectl rollout status deployment/payment --timeout=30s
sleep 10
