kubectl rollout status deploy/api --timeout=90s
kubectl set image deploy/api web=nginx:${GOOD}
kubectl annotate deploy/api kubernetes.io/change-cause='nginx ${GOOD} 배포'
kubectl rollout status deploy/api --timeout=90s
sleep 30
kubectl patch deploy api -p '{"spec":{"template":{"spec":{"containers":[{"name":"web","command":["sh","-c","echo starting; exit 1"]}]}}}}'
kubectl annotate deploy/api kubernetes.io/change-cause='시작 스크립트 교체'
sleep 30
kubectl set image deploy/api web=nginx:${BAD}
kubectl annotate deploy/api kubernetes.io/change-cause='nginx ${BAD} 배포'
sleep 60
