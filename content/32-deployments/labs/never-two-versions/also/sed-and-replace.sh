sed -i -e '/rollingUpdate:/,/maxUnavailable:/d' -e 's/type: RollingUpdate/type: Recreate/' -e 's/replicas: 3/replicas: 3\n  progressDeadlineSeconds: ${DEADLINE}/' -e 's/nginx:1.27/nginx:${TAG}/' /root/ledger.yaml
kubectl replace -f /root/ledger.yaml
sleep 60
