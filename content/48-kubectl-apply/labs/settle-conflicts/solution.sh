cat > /root/shop.yaml <<'YAML'
apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
  labels:
    tier: ${TIER}
spec:
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
          image: nginx:${TAG}
YAML
kubectl apply --server-side --force-conflicts --field-manager=shop-team -f /root/shop.yaml
kubectl rollout status deployment/shop --timeout=30s
