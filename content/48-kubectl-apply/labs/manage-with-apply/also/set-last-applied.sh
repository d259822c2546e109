sed -i '0,/port: 80/s//port: 8080/' /root/front.yaml
kubectl apply set-last-applied -f /root/front.yaml --create-annotation
