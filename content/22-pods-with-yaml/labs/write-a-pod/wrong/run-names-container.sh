# fails: use-the-image
# hint: container
kubectl run web --image=nginx:1.27 --port=80 --labels=app=web,tier=${TIER}
kubectl wait --for=condition=Ready pod/web --timeout=60s
