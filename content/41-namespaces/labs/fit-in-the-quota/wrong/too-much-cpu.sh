# fails: fill-the-replicas
# hint: exceeded
# says: exceeded quota: team-quota
kubectl set resources deployment shop -n ${TEAM} --requests=cpu=200m,memory=64Mi --limits=memory=128Mi
sleep 30
