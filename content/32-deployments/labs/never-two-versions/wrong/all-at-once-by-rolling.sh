# fails: never-mix
# hint: strategy
# says: 옛 파드가 다 꺼지기 전에
sed -i -e 's/replicas: 3/replicas: 3\n  progressDeadlineSeconds: ${DEADLINE}/' -e 's/maxUnavailable: 1/maxUnavailable: 100%/' -e 's/maxSurge: 1/maxSurge: 0/' -e 's/nginx:1.27/nginx:${TAG}/' /root/ledger.yaml
kubectl apply -f /root/ledger.yaml
kubectl rollout status deploy/ledger --timeout=120s
