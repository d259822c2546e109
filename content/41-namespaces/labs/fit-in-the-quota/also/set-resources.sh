kubectl set resources deployment shop -n ${TEAM} --requests=cpu=0.1,memory=100Mi --limits=memory=100Mi
kubectl rollout status deployment/shop -n ${TEAM} --timeout=60s
