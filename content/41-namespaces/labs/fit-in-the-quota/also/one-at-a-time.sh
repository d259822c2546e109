kubectl patch deployment shop -n ${TEAM} -p '{"spec":{"strategy":{"rollingUpdate":{"maxSurge":0,"maxUnavailable":1}}}}'
kubectl set resources deployment shop -n ${TEAM} -c web --requests=cpu=150m,memory=128Mi --limits=memory=256Mi
kubectl rollout status deployment/shop -n ${TEAM} --timeout=60s
