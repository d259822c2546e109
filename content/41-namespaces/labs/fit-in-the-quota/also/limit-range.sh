cat <<'YAML' | kubectl apply -f -
apiVersion: v1
kind: LimitRange
metadata:
  name: small
  namespace: ${TEAM}
spec:
  limits:
    - type: Container
      default: {memory: 128Mi}
      defaultRequest: {cpu: 110m, memory: 64Mi}
YAML
kubectl rollout restart deployment/shop -n ${TEAM}
kubectl rollout status deployment/shop -n ${TEAM} --timeout=60s
