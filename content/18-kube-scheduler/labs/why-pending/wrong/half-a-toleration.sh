# fails: seat-the-guard
# hint: toleration
# says: untolerated taint
sed -i 's/^spec:/spec:\n  tolerations:\n    - {key: team, effect: NoSchedule}/' /root/guard.yaml
sed -i 's/sdd/ssd/' /root/report.yaml
sed -i 's/cpu: .*/cpu: "${CPU}"/' /root/trainer.yaml
kubectl replace --force -f /root/report.yaml -f /root/guard.yaml -f /root/trainer.yaml
sleep 10
