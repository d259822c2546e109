KUBE_EDITOR="sed -i -e /rollingUpdate:/,/maxUnavailable:/d -e s/RollingUpdate/Recreate/ -e s/progressDeadlineSeconds:.*/progressDeadlineSeconds:\ ${DEADLINE}/ -e s/image:.*/image:\ nginx:${TAG}/" kubectl edit deploy ledger
sleep 60
