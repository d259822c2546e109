kubectl apply -f /root/app
kubectl rollout status deploy/web --timeout=60s
kubectl rollout status deploy/api --timeout=60s
kubectl scale deploy web --replicas=1
kubectl set image deploy/api nginx=nginx:${FIX}
kubectl patch configmap settings -p '{"data":{"LOG_LEVEL":"debug","CACHE_SECONDS":"0"}}'
kubectl rollout status deploy/api --timeout=60s
