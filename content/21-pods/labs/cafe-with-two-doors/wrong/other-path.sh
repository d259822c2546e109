# fails: keep-the-orders
# hint: path
# says: nonexistent directory
sed -i -e '/restartPolicy/d' -e 's/--http-port=80/--http-port=${PORT}/' /root/cafe.yaml
printf '      volumeMounts:\n        - {name: book, mountPath: /order}\n' >> /root/cafe.yaml
kubectl replace --force -f /root/cafe.yaml
kubectl wait --for=condition=Ready pod/cafe --timeout=60s
