cat > /root/cache.yaml <<'YAML'
apiVersion: v1
kind: Pod
metadata:
  name: cache
  labels:
    app: cache
spec:
  containers:
    - name: redis
      image: redis:alpine
      ports:
        - containerPort: 6379
      env:
        - name: MODE
          value: ${MODE}
YAML
kubectl apply -f /root/cache.yaml
kubectl wait --for=condition=Ready pod/cache --timeout=60s
