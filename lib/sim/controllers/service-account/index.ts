// Every namespace gets the ServiceAccount `default` and the ConfigMap with the cluster's CA.
//
// Kubernetes: pkg/controller/serviceaccount/serviceaccounts_controller.go,
// pkg/controller/certificates/rootcacertpublisher/publisher.go
import { clusterCertificate } from "../cluster-certificate";
import { defineController, watchOwn } from "../define-controller";

export const serviceAccountController = defineController({
  name: "service-account-controller",
  watches: [
    watchOwn("Namespace"),
    { kind: "ServiceAccount", keys: ({ old, current }) => namespaceOfDeleted(old, current) },
    { kind: "ConfigMap", keys: ({ old, current }) => namespaceOfDeleted(old, current) },
  ],
  resync: ({ client }) => client.list("Namespace").map(({ metadata }) => metadata.name),
  reconcile(namespace, { client }) {
    const found = client.get("Namespace", { name: namespace });
    if (found === undefined || found.status?.phase === "Terminating") return;
    if (client.get("ServiceAccount", { namespace, name: "default" }) === undefined) {
      client.create("ServiceAccount", { metadata: { name: "default", namespace } });
    }
    const name = "kube-root-ca.crt";
    if (client.get("ConfigMap", { namespace, name }) === undefined) {
      client.create("ConfigMap", {
        metadata: {
          name,
          namespace,
          annotations: {
            "kubernetes.io/description":
              "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.",
          },
        },
        data: { "ca.crt": clusterCertificate },
      });
    }
  },
});

function namespaceOfDeleted(
  old: { readonly metadata: { readonly namespace?: string } } | undefined,
  current: unknown,
): string[] {
  const namespace = old?.metadata.namespace;
  return current === undefined && namespace !== undefined ? [namespace] : [];
}
