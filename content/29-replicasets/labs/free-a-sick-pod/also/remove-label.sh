kubectl label $(kubectl get pod -l sick=yes -o name) app-
sleep 10
