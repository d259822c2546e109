# fails: fill-the-replicas
# hint: quota
kubectl patch quota team-quota -n ${TEAM} -p '{"spec":{"hard":{"requests.cpu":"2"}}}'
kubectl set resources deployment shop -n ${TEAM} --requests=cpu=200m,memory=64Mi --limits=memory=128Mi
kubectl rollout status deployment/shop -n ${TEAM} --timeout=60s
