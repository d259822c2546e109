# fails: label-the-pod
# hint: labels
# says: teir
cat <<'YAML' | kubectl apply -f -
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web, teir: "${TIER}"}}
spec: {containers: [{name: nginx, image: "nginx:1.27", ports: [{containerPort: 80}]}]}
YAML
kubectl wait --for=condition=Ready pod/web --timeout=60s
