kubectl scale deploy web --replicas=${REPLICAS}
kubectl patch configmap settings --type=merge -p '{"data":{"LOG_LEVEL":"info","CACHE_SECONDS":"${CACHE}"}}'
sed -i 's/nginx:1.27/nginx:${FIX}/' /root/app/api.yaml
kubectl rollout status deploy/web --timeout=60s
kubectl rollout status deploy/api --timeout=60s
