# fails: free-the-pod
# hint: owned
kubectl label pod -l sick=yes quarantine=yes
