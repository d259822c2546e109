kubectl create priorityclass high --value=10
kubectl create priorityclass waiting --value=1 --preemption-policy=Never
kubectl delete deployment payment report
for app in payment:high report:waiting; do
  sed "s/^    spec:/    spec:\n      priorityClassName: ${app#*:}/" /root/${app%:*}.yaml | kubectl create -f -
done
sleep 30
