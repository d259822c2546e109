sed -i -e 's#^apiVersion: v1#apiVersion: apps/v1#' -e 's/matchLables/matchLabels/' -e 's/biling/billing/' /root/billing.yaml
kubectl create -f /root/billing.yaml
sed -i 's/replicas: 2/replicas: ${REPLICAS}/' /root/billing.yaml
kubectl replace -f /root/billing.yaml
sleep 10
