cat > /root/cafe.yaml <<'YAML'
apiVersion: v1
kind: Pod
metadata: {name: cafe, labels: {app: cafe}}
spec:
  volumes: [{name: paper, emptyDir: {medium: Memory}}]
  containers:
    - name: order
      image: registry.k8s.io/e2e-test-images/agnhost:2.53
      args: [netexec, --http-port, "${PORT}"]
      ports: [{containerPort: ${PORT}}]
      volumeMounts: [{name: paper, mountPath: /orders}]
    - name: menu
      image: nginx:1.27
YAML
kubectl delete -f /root/cafe.yaml --grace-period=0 --force
kubectl create -f /root/cafe.yaml
kubectl wait --for=condition=Ready pod/cafe --timeout=60s
