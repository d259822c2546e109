# fails: report-waits-politely
# hint: evicts
kubectl create priorityclass urgent --value=1000
kubectl patch deployment payment -p '{"spec":{"template":{"spec":{"priorityClassName":"urgent"}}}}'
kubectl patch deployment report -p '{"spec":{"template":{"spec":{"priorityClassName":"urgent"}}}}'
sleep 30
