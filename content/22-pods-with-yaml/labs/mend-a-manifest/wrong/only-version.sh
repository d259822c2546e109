# fails: run-the-cache
# hint: create
sed -i 's#apps/v1#v1#' /root/cache.yaml
kubectl apply -f /root/cache.yaml
