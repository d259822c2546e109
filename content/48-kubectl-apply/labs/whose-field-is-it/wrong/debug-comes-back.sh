# fails: sweep-the-rest
# hint: back
# says: 되살아났어요
sed -i -e 's/nginx:1.27/nginx:${TAG}/' -e 's/value: hello/value: ${GREETING}/' -e '/LEGACY_LOGIN/,+1d' /root/chat.yaml
printf '            - name: DEBUG\n              value: verbose\n' >> /root/chat.yaml
kubectl apply -f /root/chat.yaml
kubectl set env deployment/chat -c web DEBUG-
kubectl rollout status deployment/chat --timeout=60s
