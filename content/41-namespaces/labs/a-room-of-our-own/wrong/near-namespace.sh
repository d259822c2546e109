# fails: make-the-room
# hint: create
# says: campings
kubectl create namespace ${TEAM}s
kubectl label namespace ${TEAM}s owner=${OWNER}
