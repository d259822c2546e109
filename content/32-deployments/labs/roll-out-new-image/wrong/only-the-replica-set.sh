# fails: ship-the-image
# hint: image
kubectl set image rs --selector=app=web nginx=nginx:${TAG}
sleep 20
