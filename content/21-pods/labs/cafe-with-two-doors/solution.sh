cat > /root/cafe.yaml <<'YAML'
apiVersion: v1
kind: Pod
metadata:
  name: cafe
spec:
  volumes:
    - name: book
      emptyDir: {}
  containers:
    - name: menu
      image: nginx:1.27
    - name: order
      image: registry.k8s.io/e2e-test-images/agnhost:2.53
      args:
        - netexec
        - --http-port=${PORT}
      volumeMounts:
        - name: book
          mountPath: /orders
YAML
kubectl replace --force -f /root/cafe.yaml
kubectl wait --for=condition=Ready pod/cafe --timeout=20s
