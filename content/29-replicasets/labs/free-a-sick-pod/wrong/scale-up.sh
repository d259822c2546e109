# fails: free-the-pod, fill-the-gap
# hint: replicas
kubectl scale rs orders --replicas=4
sleep 10
