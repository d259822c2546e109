# fails: record-the-config
# hint: annotation
sed -i -e '0,/port: 80/s//port: 8080/' -e 's/name: front/name: front2/' /root/front.yaml
kubectl apply -f /root/front.yaml
