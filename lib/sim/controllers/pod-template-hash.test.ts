import { describe, expect, it } from "vitest";
import type { Container, PodTemplateSpec } from "@/generated/kubernetes/types";
import { podTemplateHash } from "./pod-template-hash";

const container = (name: string, image: string): Container => ({
  name,
  image,
  resources: {},
  terminationMessagePath: "/dev/termination-log",
  terminationMessagePolicy: "File",
  imagePullPolicy: "IfNotPresent",
});

const template = (spec: Partial<PodTemplateSpec["spec"]>): PodTemplateSpec => ({
  metadata: { labels: { app: "web" } },
  spec: {
    containers: [],
    restartPolicy: "Always",
    terminationGracePeriodSeconds: 30,
    dnsPolicy: "ClusterFirst",
    securityContext: {},
    schedulerName: "default-scheduler",
    ...spec,
  },
});

const readinessProbe = {
  httpGet: { path: "/", port: 80, scheme: "HTTP" },
  initialDelaySeconds: 5,
  periodSeconds: 2,
  timeoutSeconds: 1,
  successThreshold: 1,
  failureThreshold: 3,
};
const probed = (image: string) => [{ ...container("web", image), readinessProbe }];
const outlast = (key: string) => ({
  key,
  operator: "Exists",
  effect: "NoExecute",
  tolerationSeconds: 20,
});
const affinity = {
  nodeAffinity: {
    preferredDuringSchedulingIgnoredDuringExecution: [
      {
        weight: 100,
        preference: {
          matchExpressions: [{ key: "kubernetes.io/hostname", operator: "In", values: ["node1"] }],
        },
      },
    ],
  },
};

// Names that a real 1.36.2 control plane gave, as recorded in e2e/goldens/node.
describe("the hash of a pod template", () => {
  it.each([
    ["an image", "7d876db474", { containers: [container("nginx", "nginx:1.27")] }],
    ["another image", "f88f84f85", { containers: [container("nginx", "nginx:1.99")] }],
    [
      "a probe",
      "74f8b84844",
      { terminationGracePeriodSeconds: 3, containers: probed("nginx:1.27") },
    ],
    [
      "a probe and another image",
      "7f55f955f7",
      { terminationGracePeriodSeconds: 3, containers: probed("nginx:1.28") },
    ],
    [
      "affinity and tolerations",
      "bc5f4b7ff",
      {
        affinity,
        tolerations: [
          outlast("node.kubernetes.io/unreachable"),
          outlast("node.kubernetes.io/not-ready"),
        ],
        containers: [container("web", "nginx:1.27")],
      },
    ],
  ])("of a template with %s is %s", (_what, hash, spec) => {
    expect(podTemplateHash(template(spec))).toBe(hash);
  });

  it("is another after a collision", () => {
    const spec = template({ containers: [container("nginx", "nginx:1.27")] });
    expect(podTemplateHash(spec, 1)).not.toBe(podTemplateHash(spec));
  });
});
