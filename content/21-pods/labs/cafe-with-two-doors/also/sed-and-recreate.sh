sed -i -e '/restartPolicy/d' -e 's/--http-port=80/--http-port=${PORT}/' /root/cafe.yaml
printf '      volumeMounts:\n        - {name: book, mountPath: /orders}\n' >> /root/cafe.yaml
kubectl delete pod cafe --now
kubectl apply -f /root/cafe.yaml
sleep 20
