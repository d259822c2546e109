# fails: run-the-pod
# hint: misplaced
# says: Deployment
kubectl create deployment web --image=nginx:1.27 --port=80
sleep 5
