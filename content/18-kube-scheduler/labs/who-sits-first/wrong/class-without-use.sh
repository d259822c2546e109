# fails: seat-payment
# hint: events
# says: No preemption victims found
kubectl create priorityclass urgent --value=1000
sleep 10
