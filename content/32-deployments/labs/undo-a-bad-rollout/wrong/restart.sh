# fails: run-the-good-version
# hint: still-bad
kubectl rollout restart deploy/api
sleep 20
