# fails: record-the-config
# hint: annotation
sed -i '0,/port: 80/s//port: 8080/' /root/front.yaml
kubectl replace -f /root/front.yaml
