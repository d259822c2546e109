# fails: seat-the-trainer
# hint: fit
# says: Insufficient cpu
sed -i 's/cpu: .*/cpu: "4100m"/' /root/trainer.yaml
sed -i 's/sdd/ssd/' /root/report.yaml
sed -i 's/^spec:/spec:\n  tolerations:\n    - {key: team, value: security, effect: NoSchedule}/' /root/guard.yaml
kubectl replace --force -f /root/report.yaml -f /root/guard.yaml -f /root/trainer.yaml
sleep 10
