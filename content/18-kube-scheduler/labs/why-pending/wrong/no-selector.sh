# fails: seat-the-report
# hint: anywhere
sed -i -e '/nodeSelector/d' -e '/disk: sdd/d' /root/report.yaml
sed -i 's/^spec:/spec:\n  tolerations:\n    - {key: team, value: security, effect: NoSchedule}/' /root/guard.yaml
sed -i 's/cpu: .*/cpu: "${CPU}"/' /root/trainer.yaml
kubectl replace --force -f /root/report.yaml -f /root/guard.yaml -f /root/trainer.yaml
sleep 10
