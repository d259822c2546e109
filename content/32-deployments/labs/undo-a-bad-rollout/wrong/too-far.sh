# fails: run-the-good-version
# hint: too-far
kubectl rollout undo deploy/api --to-revision=1
kubectl rollout status deploy/api --timeout=90s
