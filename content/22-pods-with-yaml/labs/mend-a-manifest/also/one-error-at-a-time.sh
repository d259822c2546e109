kubectl apply -f /root/cache.yaml
sed -i 's/\t/    /' /root/cache.yaml
kubectl apply -f /root/cache.yaml
sed -i 's#apps/v1#v1#' /root/cache.yaml
kubectl apply -f /root/cache.yaml
sed -i -e 's/lables/labels/' -e 's/enviroment/env/' /root/cache.yaml
kubectl apply -f /root/cache.yaml
kubectl get pod cache
sed -i 's/[“”]//g' /root/cache.yaml
kubectl apply -f /root/cache.yaml
kubectl wait --for=condition=Ready pod/cache --timeout=60s
