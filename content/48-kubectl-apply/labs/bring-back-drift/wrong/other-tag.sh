# fails: keep-the-fix
# hint: lost
sed -i 's/nginx:1.27/nginx:1.30/' /root/app/api.yaml
kubectl apply -f /root/app
sleep 20
