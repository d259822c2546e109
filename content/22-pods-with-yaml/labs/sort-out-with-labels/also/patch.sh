kubectl patch pod web-lab -n market -p '{"metadata":{"labels":{"env":"test"}}}'
for pod in web-1 web-2 web-3; do kubectl patch pod $pod -n market -p '{"metadata":{"labels":{"track":"${TRACK}"}}}'; done
printf 'web-2\napi-1\n' > /root/no-owner.txt
