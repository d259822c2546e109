cat > web.yaml <<'YAML'
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 4
  strategy:
    type: RollingUpdate
    rollingUpdate: {maxUnavailable: 0%, maxSurge: 50%}
  selector:
    matchLabels: {app: web}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: nginx
          image: nginx:${TAG}
YAML
kubectl apply -f web.yaml
kubectl rollout status deploy/web --timeout=180s
