cat > /root/chat.yaml <<'YAML'
apiVersion: apps/v1
kind: Deployment
metadata:
  name: chat
spec:
  selector:
    matchLabels:
      app: chat
  template:
    metadata:
      labels:
        app: chat
    spec:
      containers:
        - name: web
          image: nginx:${TAG}
          env:
            - name: GREETING
              value: ${GREETING}
YAML
kubectl apply -f /root/chat.yaml
kubectl set env deployment/chat -c web DEBUG-
kubectl rollout status deployment/chat --timeout=30s
