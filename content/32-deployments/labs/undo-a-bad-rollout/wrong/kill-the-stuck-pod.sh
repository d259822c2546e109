# fails: run-the-good-version
# hint: still-bad
kubectl delete $(kubectl get pods -l app=api -o name | tail -1)
sleep 20
