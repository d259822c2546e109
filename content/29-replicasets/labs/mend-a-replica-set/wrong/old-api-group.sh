# fails: apply-the-set
# hint: create
# says: no matches for kind "ReplicaSet" in version "v1"
sed -i -e "s/matchLables/matchLabels/" -e "s/biling/billing/" /root/billing.yaml
kubectl apply -f /root/billing.yaml
