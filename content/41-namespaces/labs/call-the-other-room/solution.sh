cat <<'YAML' | kubectl apply -f -
apiVersion: apps/v1
kind: Deployment
metadata:
  name: front
  namespace: shop
spec:
  selector:
    matchLabels:
      app: front
  template:
    metadata:
      labels:
        app: front
    spec:
      containers:
        - name: front
          image: busybox:1.36
          command:
            - sh
            - -c
            - while true; do wget -qO- -T 2 "$STOCK_URL"; sleep 5; done
          env:
            - name: STOCK_URL
              value: http://stock.${BACK}:${PORT}/
YAML
sed 's/namespace: shop/namespace: dev/' /root/front.yaml | kubectl apply -f -
kubectl rollout status deployment/front -n shop --timeout=20s
kubectl rollout status deployment/front -n dev --timeout=20s
