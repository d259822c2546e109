kubectl label pod -l sick=yes app=orders-sick --overwrite
sleep 10
