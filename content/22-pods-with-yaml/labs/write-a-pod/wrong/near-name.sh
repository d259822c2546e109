# fails: run-the-pod
# hint: misplaced
# says: wbe
kubectl run wbe --image=nginx:1.27 --port=80 --labels=app=web,tier=${TIER}
sleep 5
