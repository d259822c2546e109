# fails: tell-all-in-the-file
# hint: missing
# says: sessionAffinity
cat > /root/front.yaml <<'YAML'
apiVersion: v1
kind: Service
metadata:
  name: front
spec:
  selector:
    app: front
  ports:
    - name: http
      port: ${PORT}
      targetPort: 80
YAML
kubectl apply -f /root/front.yaml
