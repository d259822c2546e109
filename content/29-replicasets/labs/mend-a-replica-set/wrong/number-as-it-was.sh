# fails: agree-on-the-number
# hint: replicas
sed -i -e "s#^apiVersion: v1#apiVersion: apps/v1#" -e "s/matchLables/matchLabels/" -e "s/biling/billing/" /root/billing.yaml
kubectl apply -f /root/billing.yaml
sleep 10
