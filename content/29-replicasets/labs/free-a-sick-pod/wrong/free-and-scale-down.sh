# fails: fill-the-gap, out-of-service
# hint: replicas
kubectl label pod -l sick=yes app-
kubectl scale rs orders --replicas=2
sleep 10
