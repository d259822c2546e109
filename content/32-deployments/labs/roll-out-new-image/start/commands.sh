kubectl rollout status deploy/web --timeout=90s
