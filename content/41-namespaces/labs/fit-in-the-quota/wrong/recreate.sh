# fails: roll-within-the-quota
# hint: strategy
# says: 0개까지
kubectl patch deployment shop -n ${TEAM} --type=json -p '[{"op":"replace","path":"/spec/strategy","value":{"type":"Recreate"}}]'
kubectl set resources deployment shop -n ${TEAM} --requests=cpu=150m,memory=64Mi --limits=memory=128Mi
kubectl rollout status deployment/shop -n ${TEAM} --timeout=60s
