# fails: make-the-room
# hint: label
kubectl create namespace ${TEAM}
kubectl annotate namespace ${TEAM} owner=${OWNER}
kubectl config set-context --current --namespace=${TEAM}
kubectl delete -f /root/board.yaml -n default
kubectl apply -f /root/board.yaml
kubectl rollout status deployment/board --timeout=60s
