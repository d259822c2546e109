kubectl set image deploy/shop web=nginx:1.28
kubectl label deploy shop debug-
kubectl rollout status deploy/shop --timeout=120s
