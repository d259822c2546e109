KUBE_EDITOR="sed -i s/app:\ orders/app:\ clinic/" kubectl edit $(kubectl get pod -l sick=yes -o name)
