# fails: seat-the-guard
# hint: nodes
kubectl taint node ${GUARDED} team-
sed -i 's/sdd/ssd/' /root/report.yaml
sed -i 's/cpu: .*/cpu: "${CPU}"/' /root/trainer.yaml
kubectl replace --force -f /root/report.yaml -f /root/guard.yaml -f /root/trainer.yaml
sleep 10
