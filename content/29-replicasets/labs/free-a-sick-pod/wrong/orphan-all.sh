# fails: fill-the-gap, out-of-service
# hint: create
kubectl delete rs orders --cascade=orphan
