# fails: never-fewer, keep-history
# hint: history
kubectl delete deploy web
kubectl create deployment web --image=nginx:${TAG} --replicas=4
kubectl rollout status deploy/web --timeout=180s
