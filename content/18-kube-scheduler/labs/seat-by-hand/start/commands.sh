kubectl apply -f /root/letter.yaml
sleep 5
kubectl create configmap post-office
kubectl apply -f /root/parcel.yaml
sleep 20
