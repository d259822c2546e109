cat > /root/ledger.yaml <<'YAML'
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ledger
spec:
  replicas: 3
  progressDeadlineSeconds: ${DEADLINE}
  strategy:
    type: Recreate
  selector:
    matchLabels:
      app: ledger
  template:
    metadata:
      labels:
        app: ledger
    spec:
      containers:
        - name: web
          image: nginx:${TAG}
YAML
kubectl apply -f /root/ledger.yaml
kubectl rollout status deploy/ledger --timeout=120s
