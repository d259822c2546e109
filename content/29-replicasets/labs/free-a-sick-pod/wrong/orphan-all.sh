# fails: fill-the-gap, out-of-service
# hint: gone
kubectl delete rs orders --cascade=orphan
