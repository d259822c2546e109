kubectl get service front -o yaml > /root/front.yaml
sed -i -e '/resourceVersion:/d' -e '/uid:/d' -e '/creationTimestamp:/d' -e '/clusterIP:/d' -e '/clusterIPs:/,+1d' -e '/^status:/,$d' /root/front.yaml
kubectl apply -f /root/front.yaml
