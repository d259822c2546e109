# fails: keep-the-settings
# hint: env
sed -i -e 's#apps/v1#v1#' -e 's/lables/labels/' -e 's/[“”]/"/g' -e 's/\t/    /' -e '/enviroment/,$d' /root/cache.yaml
kubectl apply -f /root/cache.yaml
kubectl wait --for=condition=Ready pod/cache --timeout=60s
