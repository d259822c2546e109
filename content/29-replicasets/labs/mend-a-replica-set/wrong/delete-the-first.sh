# fails: adopt-the-pod
# hint: gone
kubectl delete pod billing-first --now
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
          image: nginx:1.27
YAML
kubectl apply -f /root/billing.yaml
sleep 10
