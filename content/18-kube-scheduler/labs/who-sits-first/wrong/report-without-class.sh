# fails: report-waits-politely
# hint: own-class
kubectl create priorityclass urgent --value=1000
kubectl patch deployment payment -p '{"spec":{"template":{"spec":{"priorityClassName":"urgent"}}}}'
sleep 30
