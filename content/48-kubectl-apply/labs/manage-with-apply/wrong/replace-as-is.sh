# fails: keep-the-port
# hint: port
kubectl replace --save-config -f /root/front.yaml
