# fails: keep-the-orders
# hint: mount
sed -i -e '/restartPolicy/d' -e 's/--http-port=80/--http-port=${PORT}/' /root/cafe.yaml
kubectl replace --force -f /root/cafe.yaml
kubectl wait --for=condition=Ready pod/cafe --timeout=60s
