# fails: fill-the-replicas
# hint: must-specify
# says: must specify limits.memory
kubectl set resources deployment shop -n ${TEAM} --requests=cpu=100m,memory=64Mi
sleep 20
