# fails: run-the-pod
# hint: not-ready
# says: Failed to pull image "ngnix:1.27"
kubectl run web --image=ngnix:1.27 --port=80 --labels=app=web,tier=${TIER}
sleep 5
