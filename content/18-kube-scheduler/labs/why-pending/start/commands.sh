kubectl label nodes node01 node02 disk=ssd
kubectl label node ${GUARDED} disk-
kubectl taint node ${GUARDED} team=security:NoSchedule
kubectl apply -f /root/report.yaml -f /root/guard.yaml -f /root/trainer.yaml
sleep 20
