# fails: stay-in-the-room
# hint: context
# says: `default`에 생겼어요
kubectl create namespace ${TEAM}
kubectl label namespace ${TEAM} owner=${OWNER}
kubectl delete -f /root/board.yaml
kubectl apply -n ${TEAM} -f /root/board.yaml
kubectl rollout status deployment/board -n ${TEAM} --timeout=60s
