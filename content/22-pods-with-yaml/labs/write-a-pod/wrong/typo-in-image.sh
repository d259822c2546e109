# fails: run-the-pod
# hint: not-ready
kubectl run web --image=ngnix:1.27 --port=80 --labels=app=web,tier=${TIER}
sleep 5
