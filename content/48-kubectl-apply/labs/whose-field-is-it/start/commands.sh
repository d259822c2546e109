kubectl apply -f /root/chat.yaml
kubectl patch deployment chat -p '{"metadata":{"annotations":{"security/checked":"${BADGE}"}},"spec":{"template":{"spec":{"containers":[{"name":"guard","image":"busybox:1.36","command":["sleep","86400"]}]}}}}'
kubectl set env deployment/chat -c web DEBUG=verbose
kubectl rollout status deployment/chat --timeout=90s
