kubectl rollout undo deploy/api
sleep 20
kubectl get pods
kubectl rollout undo deploy/api --to-revision=2
kubectl rollout status deploy/api --timeout=120s
KUBE_EDITOR="sed -i s/change-cause:.*/change-cause:\ ${TICKET}/" kubectl edit deploy api
