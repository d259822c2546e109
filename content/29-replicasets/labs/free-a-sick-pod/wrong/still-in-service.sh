# fails: out-of-service
# hint: service
kubectl label pod -l sick=yes part-
sleep 10
