# fails: seat-the-guard
# hint: by-name
sed -i 's/^spec:/spec:\n  nodeName: ${GUARDED}/' /root/guard.yaml
sed -i 's/sdd/ssd/' /root/report.yaml
sed -i 's/cpu: .*/cpu: "${CPU}"/' /root/trainer.yaml
kubectl replace --force -f /root/report.yaml -f /root/guard.yaml -f /root/trainer.yaml
sleep 10
