kubectl run cache --image=redis:alpine --port=6379 --env=MODE=${MODE} --labels=app=cache
kubectl wait --for=condition=Ready pod/cache --timeout=60s
