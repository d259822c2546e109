sed -i 's/port: 80$/port: 8080/; s/targetPort: 8080/targetPort: 80/' /root/front.yaml
kubectl apply -f /root/front.yaml
