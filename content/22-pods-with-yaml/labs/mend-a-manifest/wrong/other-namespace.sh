# fails: run-the-cache
# hint: misplaced
kubectl run cache -n kube-public --image=redis:alpine --port=6379 --env=MODE=${MODE} --labels=app=cache
sleep 5
