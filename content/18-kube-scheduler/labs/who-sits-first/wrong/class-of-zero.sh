# fails: seat-payment
# hint: class
kubectl create priorityclass urgent --value=0
kubectl patch deployment payment -p '{"spec":{"template":{"spec":{"priorityClassName":"urgent"}}}}'
sleep 20
