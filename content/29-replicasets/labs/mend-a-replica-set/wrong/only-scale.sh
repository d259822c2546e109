# fails: agree-on-the-number
# hint: file
sed -i -e "s#^apiVersion: v1#apiVersion: apps/v1#" -e "s/matchLables/matchLabels/" -e "s/biling/billing/" /root/billing.yaml
kubectl apply -f /root/billing.yaml
kubectl scale rs billing --replicas=${REPLICAS}
sleep 10
