# fails: never-mix
# hint: strategy
sed -i -e 's/replicas: 3/replicas: 3\n  progressDeadlineSeconds: ${DEADLINE}/' -e 's/nginx:1.27/nginx:${TAG}/' /root/ledger.yaml
kubectl apply -f /root/ledger.yaml
kubectl rollout status deploy/ledger --timeout=120s
