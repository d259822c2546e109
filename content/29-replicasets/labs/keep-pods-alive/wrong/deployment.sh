# fails: make-the-set
# hint: misplaced
# says: 종류가 `Deployment`
kubectl create deployment shop --image=nginx:1.27 --replicas=${REPLICAS}
sleep 10
