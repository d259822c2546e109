# fails: lose-nothing, tell-all-in-the-file
# hint: lost
kubectl replace --save-config -f /root/front.yaml
