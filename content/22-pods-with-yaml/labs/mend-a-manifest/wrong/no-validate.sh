# fails: keep-the-settings
# hint: lost
sed -i -e 's#apps/v1#v1#' -e 's/[“”]//g' -e 's/\t/    /' /root/cache.yaml
kubectl apply --validate=false -f /root/cache.yaml
kubectl wait --for=condition=Ready pod/cache --timeout=60s
