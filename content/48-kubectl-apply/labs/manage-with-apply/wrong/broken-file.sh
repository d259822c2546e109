# fails: tell-all-in-the-file
# hint: creatable
# says: error parsing
cat > /root/front.yaml <<'YAML'
apiVersion: v1
kind: Service
metadata:
  name: front
  labels:
    team: ${TEAM}
spec:
  sessionAffinity: ClientIP
  selector:
    app: front
  ports:
    - name: http
      port: ${PORT}
      targetPort: 80
YAML
kubectl apply -f /root/front.yaml
echo '  note: [' >> /root/front.yaml
