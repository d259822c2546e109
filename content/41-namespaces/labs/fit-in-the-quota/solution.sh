cat > /root/shop.yaml <<'YAML'
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  namespace: ${TEAM}
spec:
  replicas: 3
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop
    spec:
      containers:
        - name: web
          image: nginx:1.27
          resources:
            requests:
              cpu: 100m
              memory: 64Mi
            limits:
              memory: 192Mi
YAML
kubectl apply -f /root/shop.yaml
kubectl rollout status deployment/shop -n ${TEAM} --timeout=30s
