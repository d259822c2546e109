# fails: free-the-pod
# hint: owned
kubectl scale rs orders --replicas=4
sleep 10
