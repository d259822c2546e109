kubectl create deployment front -n dev --image=busybox:1.36 -- sh -c 'while true; do wget -qO- http://stock:${PORT}; sleep 5; done'
kubectl set env deployment/front -n shop STOCK_URL=http://stock.${BACK}.svc.cluster.local:${PORT}
kubectl rollout status deployment/front -n shop --timeout=60s
kubectl rollout status deployment/front -n dev --timeout=60s
