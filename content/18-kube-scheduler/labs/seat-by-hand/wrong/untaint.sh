# fails: skip-the-taint
# hint: node-taint
echo '{"apiVersion":"v1","kind":"Binding","metadata":{"name":"letter"},"target":{"kind":"Node","name":"${SEAT}"}}' > /root/b.json
kubectl create -f /root/b.json
kubectl taint node controlplane node-role.kubernetes.io/control-plane-
sed -i 's/^spec:/spec:\n  nodeName: controlplane/' /root/watcher.yaml
kubectl create -f /root/watcher.yaml
sed -i '/nodeName/d' /root/parcel.yaml
kubectl replace --force -f /root/parcel.yaml
sleep 10
