# fails: show-the-menu
# hint: volume
# says: 403 Forbidden
sed -i 's#http://web/#http://localhost/#' /root/board.yaml
kubectl replace --force -f /root/board.yaml
kubectl wait --for=condition=Ready pod/board --timeout=60s
