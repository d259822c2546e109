# fails: heal-by-itself
# hint: heal
# says: 노드 `node01`
cat <<'YAML' | kubectl apply -f -
apiVersion: apps/v1
kind: ReplicaSet
metadata: {name: shop}
spec:
  replicas: ${REPLICAS}
  selector: {matchLabels: {app: shop}}
  template:
    metadata: {labels: {app: shop}}
    spec:
      nodeName: node01
      containers: [{name: web, image: "nginx:1.27"}]
YAML
sleep 10
