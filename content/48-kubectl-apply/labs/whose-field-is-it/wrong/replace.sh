# fails: keep-theirs
# hint: lost
# says: guard
sed -i -e 's/nginx:1.27/nginx:${TAG}/' -e 's/value: hello/value: ${GREETING}/' -e '/LEGACY_LOGIN/,+1d' /root/chat.yaml
kubectl replace -f /root/chat.yaml
kubectl rollout status deployment/chat --timeout=60s
