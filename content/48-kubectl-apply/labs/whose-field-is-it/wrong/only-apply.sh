# fails: sweep-the-rest
# hint: unknown
# says: verbose
sed -i -e 's/nginx:1.27/nginx:${TAG}/' -e 's/value: hello/value: ${GREETING}/' -e '/LEGACY_LOGIN/,+1d' /root/chat.yaml
kubectl apply -f /root/chat.yaml
kubectl rollout status deployment/chat --timeout=60s
