# fails: bind-the-letter
# hint: other-seat
# says: controlplane
echo '{"apiVersion":"v1","kind":"Binding","metadata":{"name":"letter"},"target":{"kind":"Node","name":"controlplane"}}' > /root/b.json
kubectl create -f /root/b.json
sed -i 's/^spec:/spec:\n  nodeName: controlplane/' /root/watcher.yaml
kubectl create -f /root/watcher.yaml
sed -i '/nodeName/d' /root/parcel.yaml
kubectl replace --force -f /root/parcel.yaml
sleep 10
