cat > /root/pod.yaml <<'YAML'
apiVersion: v1
kind: Pod
metadata:
  name: web
  labels:
    app: web
    tier: ${TIER}
spec:
  containers:
    - name: nginx
      image: nginx:1.27
      ports:
        - containerPort: 80
YAML
kubectl apply -f /root/pod.yaml
kubectl wait --for=condition=Ready pod/web --timeout=60s
