# fails: bind-the-letter
# hint: again
sed -i 's/schedulerName: post-office/nodeName: ${SEAT}/' /root/letter.yaml
kubectl replace --force -f /root/letter.yaml
sed -i 's/^spec:/spec:\n  nodeName: controlplane/' /root/watcher.yaml
kubectl create -f /root/watcher.yaml
sed -i '/nodeName/d' /root/parcel.yaml
kubectl replace --force -f /root/parcel.yaml
sleep 10
