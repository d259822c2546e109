# fails: record-the-config
# hint: annotation
# says: Duplicate value
kubectl apply -f /root/front.yaml
