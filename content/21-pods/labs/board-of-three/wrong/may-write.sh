# fails: read-only-web
# hint: read-only
sed -i -e '/volumeMounts/,$ s/name: note/name: page/' -e 's#http://web/#http://localhost/#' /root/board.yaml
kubectl replace --force -f /root/board.yaml
kubectl wait --for=condition=Ready pod/board --timeout=60s
