# fails: correct-the-label
# hint: overwrite
kubectl label pod web-lab -n market env=test
kubectl label pods web-1 web-2 web-3 -n market track=${TRACK}
