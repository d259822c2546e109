# fails: open-again-from-the-file
# hint: file
sed -i -e '/restartPolicy/d' -e 's/--http-port=80/--http-port=${PORT}/' /root/cafe.yaml
printf '      volumeMounts:\n        - {name: book, mountPath: /orders}\n' >> /root/cafe.yaml
kubectl replace --force -f /root/cafe.yaml
sed -i 's/--http-port=${PORT}/--http-port=80/' /root/cafe.yaml
kubectl wait --for=condition=Ready pod/cafe --timeout=60s
