# fails: fill-the-replicas
# hint: quota
kubectl scale deployment batch -n ${TEAM} --replicas=0
kubectl set resources deployment shop -n ${TEAM} --requests=cpu=200m,memory=64Mi --limits=memory=128Mi
kubectl rollout status deployment/shop -n ${TEAM} --timeout=60s
