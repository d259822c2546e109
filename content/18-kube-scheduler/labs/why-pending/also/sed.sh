sed -i 's/sdd/ssd/' /root/report.yaml
sed -i 's/^spec:/spec:\n  tolerations:\n    - {operator: Exists}/' /root/guard.yaml
sed -i 's/cpu: .*/cpu: "${CPU}"/' /root/trainer.yaml
kubectl delete pod report guard trainer
kubectl apply -f /root/report.yaml -f /root/guard.yaml -f /root/trainer.yaml
kubectl wait --for=condition=Ready pod/report pod/guard pod/trainer --timeout=60s
