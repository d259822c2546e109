# fails: never-fewer
# hint: strategy
# says: 0개까지 줄었어요
kubectl patch deploy web -p '{"spec":{"strategy":{"$retainKeys":["type"],"type":"Recreate"}}}'
kubectl set image deploy/web nginx=nginx:${TAG}
kubectl rollout status deploy/web --timeout=180s
