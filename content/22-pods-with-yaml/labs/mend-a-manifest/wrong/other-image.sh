# fails: run-the-cache
# hint: not-ready
sed -i -e 's#apps/v1#v1#' -e 's/lables/labels/' -e 's/[“”]/"/g' -e 's/\t/    /' -e 's/enviroment/env/' -e 's/redis:alpine/redis:alpin/' /root/cache.yaml
kubectl apply -f /root/cache.yaml
sleep 5
