# fails: run-the-cache
# hint: not-ready
# says: InvalidImageName
sed -i -e 's#apps/v1#v1#' -e 's/lables/labels/' -e 's/\t/    /' -e 's/enviroment/env/' /root/cache.yaml
kubectl apply -f /root/cache.yaml
sleep 5
