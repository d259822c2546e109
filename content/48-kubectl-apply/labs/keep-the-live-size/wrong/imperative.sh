# fails: drop-the-label, hand-over-the-size
# hint: in-file
kubectl set image deploy/shop web=nginx:${TAG}
kubectl label deploy shop debug-
kubectl rollout status deploy/shop --timeout=120s
