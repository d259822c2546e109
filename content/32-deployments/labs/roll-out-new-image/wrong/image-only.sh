# fails: never-fewer
# hint: unavailable
kubectl set image deploy/web nginx=nginx:${TAG}
kubectl rollout status deploy/web --timeout=180s
