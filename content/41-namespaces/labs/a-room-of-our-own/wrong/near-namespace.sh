# fails: make-the-room
# hint: create
# says: travels
kubectl create namespace ${TEAM}s
kubectl label namespace ${TEAM}s owner=${OWNER}
