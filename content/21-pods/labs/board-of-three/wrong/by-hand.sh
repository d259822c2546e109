# fails: show-the-menu
# hint: volume
# says: 새로 쓰지 않아요
kubectl exec board -c web -- sh -c 'echo "<h1>${MENU}</h1>" > /usr/share/nginx/html/index.html'
