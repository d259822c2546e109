# fails: correct-the-label
# hint: overwrite
# says: 한 글자 달라요
kubectl label pod web-lab -n market env=tset --overwrite
