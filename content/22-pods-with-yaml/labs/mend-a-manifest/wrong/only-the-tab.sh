# fails: run-the-cache
# hint: create
# says: no matches for kind "Pod" in version "apps/v1"
sed -i 's/\t/    /' /root/cache.yaml
kubectl apply -f /root/cache.yaml
