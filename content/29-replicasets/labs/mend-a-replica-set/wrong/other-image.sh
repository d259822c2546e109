# fails: apply-the-set
# hint: image
cat > /root/billing.yaml <<'YAML'
apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: billing
spec:
  replicas: ${REPLICAS}
  selector:
    matchLabels:
      app: billing
      tier: api
  template:
    metadata:
      labels:
        app: billing
        tier: api
    spec:
      containers:
        - name: web
          image: nginx:1.26
YAML
kubectl apply -f /root/billing.yaml
sleep 10
