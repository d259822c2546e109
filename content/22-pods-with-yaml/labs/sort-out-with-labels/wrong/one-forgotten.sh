# fails: route-to-prod, list-the-ownerless
# hint: only-some
kubectl label pod web-lab -n market env=test --overwrite
kubectl label pods web-1 web-2 -n market track=${TRACK}
echo web-2 > /root/no-owner.txt
