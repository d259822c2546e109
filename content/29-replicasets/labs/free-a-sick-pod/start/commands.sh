kubectl wait --for=jsonpath='{.status.readyReplicas}'=3 rs/orders --timeout=60s
kubectl label $(kubectl get pods -l app=orders -o name | head -1) sick=yes
