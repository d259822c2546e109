kubectl set image deploy/api web=nginx:${GOOD}
kubectl rollout status deploy/api --timeout=90s
