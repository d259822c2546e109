# fails: seat-the-report
# hint: selector
# says: didn't match Pod's node affinity/selector
sed -i 's/sdd/sssd/' /root/report.yaml
sed -i 's/^spec:/spec:\n  tolerations:\n    - {key: team, value: security, effect: NoSchedule}/' /root/guard.yaml
sed -i 's/cpu: .*/cpu: "${CPU}"/' /root/trainer.yaml
kubectl replace --force -f /root/report.yaml -f /root/guard.yaml -f /root/trainer.yaml
sleep 10
