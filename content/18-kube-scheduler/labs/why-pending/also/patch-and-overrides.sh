kubectl delete pod report trainer
kubectl run report --image=nginx:1.27 --overrides='{"spec":{"affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{"matchExpressions":[{"key":"disk","operator":"In","values":["ssd"]}]}]}}}}}'
kubectl patch pod guard -p '{"spec":{"tolerations":[{"operator":"Exists","key":"team"}]}}'
sed 's/cpu: .*/cpu: ${CPU}/' /root/trainer.yaml | kubectl create -f -
kubectl wait --for=condition=Ready pod/report pod/guard pod/trainer --timeout=60s
