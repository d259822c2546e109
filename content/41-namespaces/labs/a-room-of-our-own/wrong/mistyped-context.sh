# fails: stay-in-the-room
# hint: spelling
# says: not found
kubectl create namespace ${TEAM}
kubectl label namespace ${TEAM} owner=${OWNER}
kubectl delete -f /root/board.yaml
kubectl apply -n ${TEAM} -f /root/board.yaml
kubectl rollout status deployment/board -n ${TEAM} --timeout=60s
kubectl config set-context --current --namespace=${TEAM}x
