sed -i -e 's/nginx:1.27/nginx:${TAG}/' -e 's/value: hello/value: ${GREETING}/' -e '/LEGACY_LOGIN/,+1d' /root/chat.yaml
kubectl patch deployment chat -p '{"spec":{"template":{"spec":{"containers":[{"name":"web","env":[{"name":"DEBUG","$patch":"delete"}]}]}}}}'
kubectl apply -f /root/chat.yaml
kubectl rollout status deployment/chat --timeout=60s
