# fails: never-fewer
# hint: strategy
kubectl patch deploy web -p '{"spec":{"strategy":{"$retainKeys":["type"],"type":"Recreate"}}}'
kubectl set image deploy/web nginx=nginx:${TAG}
kubectl rollout status deploy/web --timeout=180s
