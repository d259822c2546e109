import { expect, it } from "vitest";
import type { Pod, PodSpec } from "@/generated/kubernetes/types";
import { formatFieldError } from "../../meta/field-errors";
import type { Draft } from "../define-kind";
import { setPodDefaults } from "./defaults";
import { diffClaimSpecs } from "./spec-diff";
import { validatePodUpdate } from "./validation";

const token = {
  name: "kube-api-access-abcde",
  projected: {
    sources: [
      { serviceAccountToken: { expirationSeconds: 3607, path: "token" } },
      { configMap: { name: "kube-root-ca.crt", items: [{ key: "ca.crt", path: "ca.crt" }] } },
      {
        downwardAPI: {
          items: [
            { path: "namespace", fieldRef: { apiVersion: "v1", fieldPath: "metadata.namespace" } },
          ],
        },
      },
    ],
    defaultMode: 420,
  },
};

const mount = {
  name: "kube-api-access-abcde",
  readOnly: true,
  mountPath: "/var/run/secrets/kubernetes.io/serviceaccount",
};

function podOf(
  spec: Partial<PodSpec>,
  container: Partial<PodSpec["containers"][number]> = {},
): Pod {
  const pod: Pod = {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "web" },
    spec: {
      containers: [{ name: "c", image: "nginx:1.27", volumeMounts: [mount], ...container }],
      volumes: [token],
      serviceAccountName: "default",
      ...spec,
    },
  };
  const draft = structuredClone(pod) as Draft<Pod>;
  setPodDefaults(draft);
  return draft;
}

it("shows what a pod may not change", () => {
  const changed = podOf({ restartPolicy: "Never" }, { command: ["sleep", "60"] });
  const [error] = validatePodUpdate(changed, podOf({}));
  expect(
    error && formatFieldError(error),
  ).toBe(`spec: Forbidden: pod updates may not change fields other than \`spec.containers[*].image\`,\`spec.initContainers[*].image\`,\`spec.activeDeadlineSeconds\`,\`spec.tolerations\` (only additions to existing tolerations),\`spec.terminationGracePeriodSeconds\` (allow it to be set to 1 if it was previously negative)
@@ -93,7 +93,10 @@
   {
    "Name": "c",
    "Image": "nginx:1.27",
-   "Command": null,
+   "Command": [
+    "sleep",
+    "60"
+   ],
    "Args": null,
    "WorkingDir": "",
    "Ports": null,
@@ -133,7 +136,7 @@
   }
  ],
  "EphemeralContainers": null,
- "RestartPolicy": "Always",
+ "RestartPolicy": "Never",
  "TerminationGracePeriodSeconds": 30,
  "ActiveDeadlineSeconds": null,
  "DNSPolicy": "ClusterFirst",
`);
});

it("shows what a replaced pod has lost", () => {
  const old = podOf({ nodeName: "node02" });
  const bare = podOf(
    { volumes: undefined, serviceAccountName: undefined },
    { volumeMounts: undefined },
  );
  const [error] = validatePodUpdate(bare, old);
  const hunks = error?.detail.match(/^@@.*@@$/gm);
  expect(hunks).toEqual(["@@ -1,93 +1,5 @@", "@@ -107,17 +19,7 @@", "@@ -138,9 +40,9 @@"]);
  expect(error?.detail).toContain(` "NodeSelector": null,
- "ServiceAccountName": "default",
+ "ServiceAccountName": "",
  "AutomountServiceAccountToken": null,
- "NodeName": "node02",
+ "NodeName": "",
  "SecurityContext": {
   "HostNetwork": false,
   "HostPID": false,
`);
});

it("lets images and new tolerations through", () => {
  const toleration = { key: "disk", operator: "Exists", effect: "NoSchedule" };
  const changed = podOf({ tolerations: [toleration] }, { image: "nginx:1.28" });
  expect(validatePodUpdate(changed, podOf({}))).toEqual([]);
});

it("shows what a claim may not change", () => {
  const claim = (storage: string) => ({
    accessModes: ["ReadWriteOnce"],
    resources: { requests: { storage } },
    storageClassName: "manual",
    volumeMode: "Filesystem",
  });
  expect(diffClaimSpecs(claim("5Gi"), claim("1Gi"))).toBe(`@@ -6,7 +6,7 @@
  "Resources": {
   "Limits": null,
   "Requests": {
-   "storage": "5Gi"
+   "storage": "1Gi"
   }
  },
  "VolumeName": "",
`);
});
