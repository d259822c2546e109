kubectl patch $(kubectl get pod -l sick=yes -o name) -p '{"metadata":{"labels":{"app":"quarantine"}}}'
sleep 10
