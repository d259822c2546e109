# fails: bind-the-letter
# hint: nobody
# says: Pending
kubectl patch pod letter -p '{"spec":{"nodeName":"${SEAT}"}}'
sed -i 's/^spec:/spec:\n  nodeName: controlplane/' /root/watcher.yaml
kubectl create -f /root/watcher.yaml
sed -i '/nodeName/d' /root/parcel.yaml
kubectl replace --force -f /root/parcel.yaml
sleep 10
