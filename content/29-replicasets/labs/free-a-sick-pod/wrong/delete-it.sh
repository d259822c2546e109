# fails: free-the-pod
# hint: gone
kubectl delete pod -l sick=yes
sleep 10
