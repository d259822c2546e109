cat > /root/binding.yaml <<'YAML'
{"apiVersion": "v1", "kind": "Binding", "metadata": {"name": "letter", "namespace": "default"}, "target": {"apiVersion": "v1", "kind": "Node", "name": "${SEAT}"}}
YAML
kubectl create --raw /api/v1/namespaces/default/pods/letter/binding -f /root/binding.yaml
kubectl run watcher --image=nginx:1.27 --overrides='{"spec":{"nodeName":"controlplane"}}'
sed -i 's/nodeName: node01/nodeName: node02/' /root/parcel.yaml
kubectl replace --force -f /root/parcel.yaml
sleep 10
