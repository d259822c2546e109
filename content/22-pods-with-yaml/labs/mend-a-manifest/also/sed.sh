sed -i -e 's#apps/v1#v1#' -e 's/lables/labels/' -e 's/[“”]/"/g' -e 's/\t/    /' -e 's/enviroment/env/' /root/cache.yaml
kubectl create -f /root/cache.yaml
kubectl wait --for=condition=Ready pod/cache --timeout=60s
