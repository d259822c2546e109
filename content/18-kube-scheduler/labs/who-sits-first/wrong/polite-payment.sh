# fails: seat-payment
# hint: class
kubectl create priorityclass polite --value=500 --preemption-policy=Never
kubectl patch deployment payment -p '{"spec":{"template":{"spec":{"priorityClassName":"polite"}}}}'
kubectl patch deployment report -p '{"spec":{"template":{"spec":{"priorityClassName":"polite"}}}}'
sleep 30
