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
          image: nginx:1.27
YAML
kubectl apply -f rs.yaml
kubectl wait --for=jsonpath='{.status.readyReplicas}'=${REPLICAS} rs/shop --timeout=60s
