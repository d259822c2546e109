# fails: show-the-menu
# hint: writer-writes
sed -i -e '/volumeMounts/,$ s/name: note/name: page/' -e 's#mountPath: .*#&\n          readOnly: true#' -e 's#http://web/#http://localhost/#' /root/board.yaml
kubectl replace --force -f /root/board.yaml
kubectl wait --for=condition=Ready pod/board --timeout=60s
