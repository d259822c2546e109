kubectl create -f /root/front.yaml
kubectl patch service front --type=json -p '[{"op":"replace","path":"/spec/ports/0/port","value":8080}]'
