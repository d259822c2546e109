# fails: come-back-alone
# hint: on-failure
sed -i -e 's/Never/OnFailure/' -e 's/--http-port=80/--http-port=${PORT}/' /root/cafe.yaml
printf '      volumeMounts:\n        - {name: book, mountPath: /orders}\n' >> /root/cafe.yaml
kubectl replace --force -f /root/cafe.yaml
kubectl wait --for=condition=Ready pod/cafe --timeout=60s
