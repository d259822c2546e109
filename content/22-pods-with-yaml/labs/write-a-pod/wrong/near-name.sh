# fails: run-the-pod
# hint: name
kubectl run wbe --image=nginx:1.27 --port=80 --labels=app=web,tier=${TIER}
sleep 5
