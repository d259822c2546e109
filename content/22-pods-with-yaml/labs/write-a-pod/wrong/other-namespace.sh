# fails: run-the-pod
# hint: misplaced
# says: kube-public
kubectl run web -n kube-public --image=nginx:1.27 --port=80 --labels=app=web,tier=${TIER}
sleep 5
