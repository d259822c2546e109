# fails: keep-the-history
# hint: history
kubectl delete deploy api
kubectl create deployment api --image=nginx:${GOOD} --replicas=4
kubectl annotate deploy/api kubernetes.io/change-cause=${TICKET} --overwrite
kubectl rollout status deploy/api --timeout=90s
