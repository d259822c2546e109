# fails: roll-within-the-quota
# hint: surge
# says: exceeded quota
kubectl set resources deployment shop -n ${TEAM} --requests=cpu=150m,memory=64Mi --limits=memory=128Mi
kubectl rollout status deployment/shop -n ${TEAM} --timeout=60s
