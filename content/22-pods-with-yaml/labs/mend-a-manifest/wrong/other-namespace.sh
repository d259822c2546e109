# fails: run-the-cache
# hint: namespace
kubectl run cache -n kube-public --image=redis:alpine --port=6379 --env=MODE=cache
sleep 5
