// The accounts which the controllers act as, one for each (`--use-service-account-credentials`).
//
// Kubernetes: cmd/kube-controller-manager/names/controller_names.go
import type { PresetTools } from "../../define-preset";

const names =
  "attachdetach-controller bootstrap-signer certificate-controller clusterrole-aggregation-controller cronjob-controller daemon-set-controller deployment-controller device-taint-eviction-controller disruption-controller endpoint-controller endpointslice-controller endpointslicemirroring-controller ephemeral-volume-controller expand-controller generic-garbage-collector horizontal-pod-autoscaler job-controller legacy-service-account-token-cleaner namespace-controller node-controller persistent-volume-binder pod-garbage-collector pv-protection-controller pvc-protection-controller replicaset-controller replication-controller resource-claim-controller resourcequota-controller root-ca-cert-publisher service-account-controller service-cidrs-controller statefulset-controller token-cleaner ttl-after-finished-controller ttl-controller validatingadmissionpolicy-status-controller volumeattributesclass-protection-controller";

export function createControllerAccounts({ client }: PresetTools): void {
  for (const name of names.split(" ")) {
    client.create("ServiceAccount", { metadata: { name, namespace: "kube-system" } });
  }
}
