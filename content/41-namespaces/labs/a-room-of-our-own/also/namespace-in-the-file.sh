kubectl create ns ${TEAM}
kubectl patch ns ${TEAM} -p '{"metadata":{"labels":{"owner":"${OWNER}"}}}'
sed 's/^  name: board$/&\n  namespace: ${TEAM}/' /root/board.yaml > /root/moved.yaml
kubectl apply -f /root/moved.yaml
kubectl rollout status deployment/board -n ${TEAM} --timeout=60s
kubectl delete -f /root/board.yaml
kubectl config set contexts.kubernetes-admin@kubernetes.namespace ${TEAM}
