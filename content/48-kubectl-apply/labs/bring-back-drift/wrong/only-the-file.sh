# fails: restore-the-rest
# hint: look
sed -i 's/nginx:1.27/nginx:${FIX}/' /root/app/api.yaml
