# fails: move-in
# hint: left-behind
kubectl create namespace ${TEAM}
kubectl label namespace ${TEAM} owner=${OWNER}
kubectl config set-context --current --namespace=${TEAM}
kubectl apply -f /root/board.yaml
kubectl rollout status deployment/board --timeout=60s
