# fails: keep-history
# hint: history
kubectl delete deploy web
kubectl create deployment web --image=nginx:${TAG} --replicas=${REPLICAS}
kubectl patch deploy web -p '{"spec":{"strategy":{"rollingUpdate":{"maxUnavailable":0,"maxSurge":1}}}}'
kubectl rollout status deploy/web --timeout=180s
