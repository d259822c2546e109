# fails: stay-in-the-room
# hint: current
kubectl create namespace ${TEAM}
kubectl label namespace ${TEAM} owner=${OWNER}
kubectl config set-context work --cluster=kubernetes --user=kubernetes-admin --namespace=${TEAM}
kubectl delete -f /root/board.yaml
kubectl apply -n ${TEAM} -f /root/board.yaml
kubectl rollout status deployment/board -n ${TEAM} --timeout=60s
