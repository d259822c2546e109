# fails: show-the-menu
# hint: containers
# says: writter
sed -i -e '/volumeMounts/,$ s/name: note/name: page/' -e 's/name: writer/name: writter/' -e 's#mountPath: /usr/share/nginx/html#&\n          readOnly: true#' -e 's#http://web/#http://localhost/#' /root/board.yaml
kubectl replace --force -f /root/board.yaml
kubectl wait --for=condition=Ready pod/board --timeout=60s
