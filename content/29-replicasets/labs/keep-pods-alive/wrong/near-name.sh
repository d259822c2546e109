# fails: make-the-set
# hint: misplaced
cat > rs.yaml <<'YAML'
apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: shops
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
sleep 10
