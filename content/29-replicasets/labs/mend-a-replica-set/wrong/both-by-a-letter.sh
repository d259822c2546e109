# fails: apply-the-set
# hint: selector
# says: 한 글자 달라요
cat > /root/billing.yaml <<'YAML'
apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: billing
spec:
  replicas: ${REPLICAS}
  selector:
    matchLabels:
      app: biling
      tier: api
  template:
    metadata:
      labels:
        app: biling
        tier: api
    spec:
      containers:
        - name: web
          image: nginx:1.27
YAML
kubectl apply -f /root/billing.yaml
sleep 10
