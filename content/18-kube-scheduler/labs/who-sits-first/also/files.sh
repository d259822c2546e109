cat <<'YAML' | kubectl apply -f -
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: {name: money}
value: 100000
---
apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata: {name: patient}
value: 100000
preemptionPolicy: Never
YAML
sed -i 's/^    spec:/    spec:\n      priorityClassName: money/' /root/payment.yaml
sed -i 's/^    spec:/    spec:\n      priorityClassName: patient/' /root/report.yaml
kubectl apply -f /root/payment.yaml -f /root/report.yaml
sleep 30
