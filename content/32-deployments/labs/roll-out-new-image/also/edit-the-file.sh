sed -i -e 's/nginx:1.27/nginx:${TAG}/' -e 's/^  replicas:/  strategy: {rollingUpdate: {maxUnavailable: 0, maxSurge: 1}}\n  replicas:/' /root/web.yaml
kubectl replace -f /root/web.yaml
kubectl rollout status deploy/web --timeout=180s
