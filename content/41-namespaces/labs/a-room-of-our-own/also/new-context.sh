cat <<'YAML' | kubectl apply -f -
apiVersion: v1
kind: Namespace
metadata:
  name: ${TEAM}
  labels:
    owner: ${OWNER}
YAML
kubectl config set-context work --cluster=kubernetes --user=kubernetes-admin --namespace=${TEAM}
kubectl delete deployment,service board
kubectl config use-context work
kubectl create deployment board --image=nginx:1.27 --replicas=2
kubectl expose deployment board --port=80
kubectl rollout status deployment/board --timeout=60s
