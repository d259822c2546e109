kubectl create -f /root/front.yaml
kubectl patch service front --type=json -p '[{"op":"replace","path":"/spec/ports/0/port","value":${PORT}}]'
kubectl patch service front -p '{"spec":{"sessionAffinity":"ClientIP"}}'
kubectl label service front team=${TEAM}
sleep 30
kubectl create deployment front --image=nginx:1.27 --replicas=2
kubectl rollout status deploy/front --timeout=60s
