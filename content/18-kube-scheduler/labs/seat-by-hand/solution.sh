echo '{"apiVersion": "v1", "kind": "Binding", "metadata": {"name": "letter"}, "target": {"kind": "Node", "name": "${SEAT}"}}' > /root/binding.json
kubectl create -f /root/binding.json
cat <<'YAML' | kubectl apply -f -
apiVersion: v1
kind: Pod
metadata:
  name: watcher
spec:
  nodeName: controlplane
  containers:
    - name: web
      image: nginx:1.27
YAML
sed -i '/nodeName/d' /root/parcel.yaml
kubectl replace --force -f /root/parcel.yaml
kubectl wait --for=condition=Ready pod/letter pod/watcher pod/parcel --timeout=20s
