# fails: open-both-doors
# hint: port
sed -i -e '/restartPolicy/d' -e 's/--http-port=80/--http-port=8088/' /root/cafe.yaml
printf '      volumeMounts:\n        - {name: book, mountPath: /orders}\n' >> /root/cafe.yaml
kubectl replace --force -f /root/cafe.yaml
kubectl wait --for=condition=Ready pod/cafe --timeout=60s
