# fails: run-the-pod
# hint: create
# says: /root/pod.yaml
cat > /root/pod.yaml <<'YAML'
apiVersion: v1
kind: Pod
metadata:
  name: web
  label:
    app: web
    tier: ${TIER}
spec:
  containers:
    - name: nginx
      image: nginx:1.27
YAML
kubectl apply -f /root/pod.yaml
