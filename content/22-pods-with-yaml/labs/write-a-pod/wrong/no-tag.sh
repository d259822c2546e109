# fails: use-the-image
# hint: image
cat <<'YAML' | kubectl apply -f -
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web, tier: "${TIER}"}}
spec: {containers: [{name: nginx, image: nginx, ports: [{containerPort: 80}]}]}
YAML
kubectl wait --for=condition=Ready pod/web --timeout=60s
