kubectl get service front -o yaml > /root/front.yaml
kubectl apply -f /root/front.yaml
