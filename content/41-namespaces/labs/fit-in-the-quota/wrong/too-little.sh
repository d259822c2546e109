# fails: ask-enough
# hint: requests
# says: 50m
kubectl set resources deployment shop -n ${TEAM} --requests=cpu=50m,memory=64Mi --limits=memory=128Mi
kubectl rollout status deployment/shop -n ${TEAM} --timeout=60s
