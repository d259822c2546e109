# fails: ship-the-image
# hint: image
kubectl patch deploy web -p '{"spec":{"strategy":{"rollingUpdate":{"maxUnavailable":0}}}}'
kubectl set image deploy/web nginx=nginx:1.99
sleep 20
