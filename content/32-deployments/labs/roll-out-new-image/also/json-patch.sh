kubectl patch deploy web --type=json -p '[{"op":"replace","path":"/spec/strategy/rollingUpdate","value":{"maxUnavailable":"10%","maxSurge":1}}]'
kubectl patch deploy web --type=json -p '[{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"nginx:${TAG}"}]'
kubectl rollout status deploy/web --timeout=180s
