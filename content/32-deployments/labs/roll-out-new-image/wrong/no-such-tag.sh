# fails: ship-the-image
# hint: image
# says: 태그가 달라요
kubectl patch deploy web -p '{"spec":{"strategy":{"rollingUpdate":{"maxUnavailable":0,"maxSurge":1}}}}'
kubectl set image deploy/web nginx=nginx:1.99
sleep 20
