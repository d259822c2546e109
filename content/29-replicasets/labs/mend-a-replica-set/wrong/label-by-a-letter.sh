# fails: apply-the-set
# hint: mismatch
# says: `selector` does not match template `labels`
sed -i -e "s#^apiVersion: v1#apiVersion: apps/v1#" -e "s/matchLables/matchLabels/" /root/billing.yaml
kubectl apply -f /root/billing.yaml
