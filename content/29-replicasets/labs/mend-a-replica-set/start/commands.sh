kubectl wait --for=condition=Ready pod/billing-first --timeout=60s
sleep 30
