# fails: make-the-set
# hint: create
# says: unknown field "spec.selector.matchLables"
cat > rs.yaml <<'YAML'
apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: shop
spec:
  replicas: ${REPLICAS}
  selector:
    matchLables:
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
