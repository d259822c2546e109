# fails: make-the-set
# hint: create
for i in 1 2 3 4 5; do kubectl run shop-$i --image=nginx:1.27 --labels=app=shop; done
sleep 5
