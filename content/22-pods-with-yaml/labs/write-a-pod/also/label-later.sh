kubectl apply -f - <<'YAML'
apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - {name: nginx, image: "docker.io/library/nginx:1.27", ports: [{containerPort: 80}]}
YAML
kubectl label pod web app=web tier=${TIER}
kubectl wait --for=condition=Ready pod/web --timeout=60s
