kubectl config set-context --current --namespace=market
KUBE_EDITOR="sed -i s/env:\ prod/env:\ test/" kubectl edit pod web-lab
kubectl label pod web-1 web-2 web-3 track=${TRACK}
kubectl get pods -l env=prod,\!owner -o custom-columns=:metadata.name --no-headers > /root/no-owner.txt
