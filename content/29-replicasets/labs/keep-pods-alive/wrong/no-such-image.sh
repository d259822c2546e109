# fails: make-the-set
# hint: not-ready
cat > rs.yaml <<'YAML'
apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: shop
spec:
  replicas: ${REPLICAS}
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop
    spec:
      containers:
        - name: nginx
          image: nginx:1.99
YAML
kubectl apply -f rs.yaml
sleep 10
