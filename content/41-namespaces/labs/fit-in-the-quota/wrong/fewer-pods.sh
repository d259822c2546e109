# fails: fill-the-replicas
# hint: events
kubectl scale deployment shop -n ${TEAM} --replicas=2
kubectl set resources deployment shop -n ${TEAM} --requests=cpu=100m,memory=64Mi --limits=memory=128Mi
kubectl rollout status deployment/shop -n ${TEAM} --timeout=60s
