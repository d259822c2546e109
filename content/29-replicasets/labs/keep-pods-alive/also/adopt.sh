kubectl run first --image=nginx:1.27 --labels=app=shop
cat <<'YAML' | kubectl apply -f -
apiVersion: apps/v1
kind: ReplicaSet
metadata: {name: shop}
spec:
  replicas: ${REPLICAS}
  selector:
    matchExpressions:
      - {key: app, operator: In, values: [shop]}
  template:
    metadata: {labels: {app: shop, from: template}}
    spec: {containers: [{name: web, image: "nginx:1.27"}]}
YAML
sleep 10
