# fails: seat-payment
# hint: as-it-was
kubectl scale deployment batch --replicas=3
sleep 20
