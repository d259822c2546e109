# fails: keep-theirs
# hint: written
# says: busybox:1.36
sed -i -e 's/nginx:1.27/nginx:${TAG}/' -e 's/value: hello/value: ${GREETING}/' -e '/LEGACY_LOGIN/,+1d' /root/chat.yaml
printf '        - name: guard\n          image: busybox:1.36\n          command: [sleep, "86400"]\n' >> /root/chat.yaml
kubectl apply -f /root/chat.yaml
kubectl set env deployment/chat -c web DEBUG-
kubectl rollout status deployment/chat --timeout=60s
