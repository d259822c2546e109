# fails: restore-the-rest
# hint: look
sed -i 's/nginx:1.27/nginx:${FIX}/' /root/app/api.yaml
sed -i 's/replicas: .*/replicas: 1/' /root/app/web.yaml
sed -i -e 's/LOG_LEVEL: .*/LOG_LEVEL: debug/' -e 's/CACHE_SECONDS: .*/CACHE_SECONDS: "0"/' /root/app/settings.yaml
kubectl apply -f /root/app
