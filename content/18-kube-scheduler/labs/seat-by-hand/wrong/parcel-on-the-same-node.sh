# fails: seat-the-parcel
# hint: out-of-cpu
# says: OutOfcpu
echo '{"apiVersion":"v1","kind":"Binding","metadata":{"name":"letter"},"target":{"kind":"Node","name":"${SEAT}"}}' > /root/b.json
kubectl create -f /root/b.json
sed -i 's/^spec:/spec:\n  nodeName: controlplane/' /root/watcher.yaml
kubectl create -f /root/watcher.yaml
kubectl replace --force -f /root/parcel.yaml
sleep 10
