# fails: run-the-good-version
# hint: still-bad
kubectl rollout restart deploy/api
kubectl annotate deploy/api kubernetes.io/change-cause=${TICKET} --overwrite
sleep 20
