# fails: seat-payment
# hint: default-class
kubectl create priorityclass urgent --value=1000 --global-default
kubectl create priorityclass polite --value=500 --preemption-policy=Never
kubectl patch deployment payment -p '{"spec":{"template":{"spec":{"priorityClassName":"urgent"}}}}'
kubectl patch deployment report -p '{"spec":{"template":{"spec":{"priorityClassName":"polite"}}}}'
sleep 30
