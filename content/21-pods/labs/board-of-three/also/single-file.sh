kubectl get pod board -o json > /root/live.json
jq 'del(.metadata.resourceVersion) | .spec.containers[0].volumeMounts[0] += {"name": "note", "readOnly": true} | .spec.containers[2].command[2] = "while true; do wget -qO- localhost; sleep 2; done"' /root/live.json > /root/board.json
kubectl replace --force -f /root/board.json
kubectl wait --for=condition=Ready pod/board --timeout=90s
