# fails: open-both-doors
# hint: clash
sed -i -e '/restartPolicy/d' /root/cafe.yaml
printf '      ports: [{containerPort: ${PORT}}]\n' >> /root/cafe.yaml
printf '      volumeMounts:\n        - {name: book, mountPath: /orders}\n' >> /root/cafe.yaml
kubectl replace --force -f /root/cafe.yaml
sleep 40
