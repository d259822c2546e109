# fails: open-again-from-the-file
# hint: refused
# says: unknown field
sed -i -e '/restartPolicy/d' -e 's/--http-port=80/--http-port=${PORT}/' /root/cafe.yaml
printf '      volumeMounts:\n        - {name: book, mountPath: /orders}\n' >> /root/cafe.yaml
kubectl replace --force -f /root/cafe.yaml
sed -i 's/volumeMounts/volumeMount/' /root/cafe.yaml
kubectl wait --for=condition=Ready pod/cafe --timeout=60s
