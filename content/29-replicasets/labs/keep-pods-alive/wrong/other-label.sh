# fails: select-by-label
# hint: selector
# says: `run=shop`
cat <<'YAML' | kubectl apply -f -
apiVersion: apps/v1
kind: ReplicaSet
metadata: {name: shop}
spec:
  replicas: ${REPLICAS}
  selector: {matchLabels: {run: shop}}
  template:
    metadata: {labels: {run: shop}}
    spec: {containers: [{name: web, image: "nginx:1.27"}]}
YAML
sleep 10
