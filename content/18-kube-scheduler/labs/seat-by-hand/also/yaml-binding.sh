cat <<'YAML' | kubectl create -f -
apiVersion: v1
kind: Binding
metadata:
  name: letter
target:
  kind: Node
  name: ${SEAT}
YAML
sed -i 's/^spec:/spec:\n  nodeName: controlplane/' /root/watcher.yaml
kubectl create -f /root/watcher.yaml
kubectl delete pod parcel
sed '/nodeName/d' /root/parcel.yaml | kubectl create -f -
sleep 10
