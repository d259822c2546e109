# fails: use-the-image
# hint: port
cat <<'YAML' | kubectl apply -f -
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web, tier: "${TIER}"}}
spec: {containers: [{name: nginx, image: "nginx:1.27", ports: [{containerPort: 8080}]}]}
YAML
kubectl wait --for=condition=Ready pod/web --timeout=60s
