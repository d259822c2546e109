# fails: tell-all-in-the-file
# hint: clean
# says: resourceVersion should not be set
kubectl get service front -o yaml > /root/front.yaml
kubectl apply -f /root/front.yaml
