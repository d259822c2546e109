# fails: ship-the-image
# hint: unfinished
# says: paused
kubectl rollout pause deploy/web
kubectl patch deploy web -p '{"spec":{"strategy":{"rollingUpdate":{"maxUnavailable":0,"maxSurge":1}}}}'
kubectl set image deploy/web nginx=nginx:${TAG}
sleep 20
