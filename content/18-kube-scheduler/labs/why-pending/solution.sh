cat > /root/report.yaml <<'YAML'
apiVersion: v1
kind: Pod
metadata:
  name: report
spec:
  nodeSelector:
    disk: ssd
  containers:
    - name: app
      image: nginx:1.27
YAML
cat > /root/guard.yaml <<'YAML'
apiVersion: v1
kind: Pod
metadata:
  name: guard
spec:
  nodeSelector:
    kubernetes.io/hostname: ${GUARDED}
  tolerations:
    - key: team
      value: security
      effect: NoSchedule
  containers:
    - name: app
      image: nginx:1.27
YAML
cat > /root/trainer.yaml <<'YAML'
apiVersion: v1
kind: Pod
metadata:
  name: trainer
spec:
  containers:
    - name: app
      image: nginx:1.27
      resources:
        requests:
          cpu: ${CPU}
YAML
kubectl replace --force -f /root/report.yaml -f /root/guard.yaml -f /root/trainer.yaml
kubectl wait --for=condition=Ready pod/report pod/guard pod/trainer --timeout=10s
