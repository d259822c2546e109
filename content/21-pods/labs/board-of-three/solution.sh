cat > /root/board.yaml <<'YAML'
apiVersion: v1
kind: Pod
metadata:
  name: board
spec:
  volumes:
    - name: page
      emptyDir: {}
  containers:
    - name: web
      image: nginx:1.27
      volumeMounts:
        - name: page
          mountPath: /usr/share/nginx/html
          readOnly: true
    - name: writer
      image: busybox:1.36
      command:
        - sh
        - -c
        - while true; do echo "<h1>${MENU}</h1> $(date +%T)" > /work/index.html; sleep 5; done
      volumeMounts:
        - name: page
          mountPath: /work
    - name: watcher
      image: busybox:1.36
      command:
        - sh
        - -c
        - while true; do wget -qO- http://localhost/; sleep 5; done
YAML
kubectl replace --force -f /root/board.yaml
kubectl wait --for=condition=Ready pod/board --timeout=20s
