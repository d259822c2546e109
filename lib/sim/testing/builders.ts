// Objects for tests that show only the fields that matter.
import type { Node, Pod } from "@/generated/kubernetes/types";
import type { Cluster } from "../cluster";

type PodSpec = NonNullable<Pod["spec"]>;

export const labelsOf = (app: string) => ({ app });

export function podTemplate(app = "web", spec: Partial<PodSpec> = {}) {
  return {
    metadata: { labels: labelsOf(app) },
    spec: { containers: [{ name: "main", image: "nginx:1.27" }], ...spec },
  };
}

export function createDeployment(cluster: Cluster, replicas: number, spec: object = {}): void {
  cluster.client().create("Deployment", {
    metadata: { name: "web", namespace: "default" },
    spec: {
      replicas,
      selector: { matchLabels: labelsOf("web") },
      template: podTemplate(),
      ...spec,
    },
  });
}

export function createPod(cluster: Cluster, name: string, spec: Partial<PodSpec> = {}): void {
  const metadata = { name, namespace: "default", labels: labelsOf(name) };
  cluster.client().create("Pod", { metadata, spec: podTemplate(name, spec).spec });
}

/** A pod as a value, for what only looks at it. */
export function pod(
  name: string,
  rest: { spec?: Partial<PodSpec>; labels?: object; status?: object } = {},
): Pod {
  const { spec, labels = {}, status = {} } = rest;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "default", uid: name, labels },
    spec: podTemplate(name, spec).spec,
    status,
  } as Pod;
}

/** A node as a value. */
export function node(
  name: string,
  rest: { labels?: object; spec?: object; allocatable?: object } = {},
): Node {
  const { labels = {}, spec = {}, allocatable = { cpu: "2", memory: "4Gi", pods: "110" } } = rest;
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name, labels: { "kubernetes.io/hostname": name, ...labels } },
    spec,
    status: { allocatable },
  } as Node;
}
