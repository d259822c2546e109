# fails: keep-the-deployment
# hint: history
kubectl delete deploy api
kubectl create deployment api --image=nginx:${GOOD} --replicas=3
kubectl rollout status deploy/api --timeout=90s
