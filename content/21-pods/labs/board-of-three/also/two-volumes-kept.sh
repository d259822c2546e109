sed -i -e 's/- name: note$/- name: page/' /root/board.yaml
sed -i -e '0,/- name: page/{//d}' /root/board.yaml
sed -i -e '0,/emptyDir: {}/{//d}' /root/board.yaml
sed -i -e 's#http://web/#http://127.0.0.1:80/#' -e 's#mountPath: /usr/share/nginx/html#&\n          readOnly: true#' /root/board.yaml
kubectl delete pod board --now
kubectl create -f /root/board.yaml
kubectl wait --for=condition=Ready pod/board --timeout=60s
