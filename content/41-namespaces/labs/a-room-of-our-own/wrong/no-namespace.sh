# fails: make-the-room
# hint: create
kubectl delete -f /root/board.yaml
kubectl apply -f /root/board.yaml -n ${TEAM}
