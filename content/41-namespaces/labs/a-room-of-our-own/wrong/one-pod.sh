# fails: move-in
# hint: as-it-was
kubectl create namespace ${TEAM}
kubectl label namespace ${TEAM} owner=${OWNER}
kubectl delete -f /root/board.yaml
kubectl config set-context --current --namespace=${TEAM}
kubectl create deployment board --image=nginx:1.27
kubectl expose deployment board --port=80
kubectl rollout status deployment/board --timeout=60s
