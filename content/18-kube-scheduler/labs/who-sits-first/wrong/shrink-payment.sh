# fails: seat-payment
# hint: as-it-was
# says: 100m
kubectl set resources deployment payment --requests=cpu=100m
sleep 20
