# fails: move-in
# hint: service
# says: `default` 네임스페이스에 있어요
kubectl create namespace ${TEAM}
kubectl label namespace ${TEAM} owner=${OWNER}
kubectl delete deployment board
kubectl config set-context --current --namespace=${TEAM}
kubectl create deployment board --image=nginx:1.27 --replicas=2
kubectl rollout status deployment/board --timeout=60s
