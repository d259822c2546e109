# fails: record-the-config
# hint: annotation
kubectl apply -f /root/front.yaml
