# fails: watch-over-localhost
# hint: log
# says: refused
sed -i -e '/volumeMounts/,$ s/name: note/name: page/' -e 's#mountPath: /usr/share/nginx/html#&\n          readOnly: true#' -e 's#http://web/#http://localhost:8080/#' /root/board.yaml
kubectl replace --force -f /root/board.yaml
kubectl wait --for=condition=Ready pod/board --timeout=60s
