# fails: keep-the-orders
# hint: path
# says: Read-only
sed -i -e '/restartPolicy/d' -e 's/--http-port=80/--http-port=${PORT}/' /root/cafe.yaml
printf '      volumeMounts:\n        - {name: book, mountPath: /orders, readOnly: true}\n' >> /root/cafe.yaml
kubectl replace --force -f /root/cafe.yaml
kubectl wait --for=condition=Ready pod/cafe --timeout=60s
