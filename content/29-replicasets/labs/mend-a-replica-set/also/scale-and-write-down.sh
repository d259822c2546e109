sed -i -e 's#^apiVersion: v1#apiVersion: apps/v1#' -e 's/matchLables/matchLabels/' -e 's/biling/billing/' /root/billing.yaml
kubectl apply -f /root/billing.yaml
kubectl scale rs billing --replicas=${REPLICAS}
kubectl get rs billing -o yaml > /root/live.yaml
sed -i 's/replicas: .*/replicas: ${REPLICAS}/' /root/billing.yaml
sleep 10
