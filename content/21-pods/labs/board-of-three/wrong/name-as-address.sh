# fails: watch-over-localhost
# hint: localhost
# says: bad address 'web'
sed -i -e '/volumeMounts/,$ s/name: note/name: page/' -e 's#mountPath: /usr/share/nginx/html#&\n          readOnly: true#' /root/board.yaml
kubectl replace --force -f /root/board.yaml
kubectl wait --for=condition=Ready pod/board --timeout=60s
