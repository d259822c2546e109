# fails: show-the-menu
# hint: volume
sed -i -e '/volumeMounts/,$ s/name: note/name: page/' -e 's#mountPath: /usr/share/nginx/html#&\n          readOnly: true#' -e 's#http://web/#http://localhost/#' /root/board.yaml
kubectl apply -f /root/board.yaml
