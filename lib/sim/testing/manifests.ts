// Random manifests and patches: mostly right, sometimes odd, now and then wrong.
import type { Dice } from "./dice";

type Fields = Readonly<Record<string, unknown>>;

interface Manifest {
  /** Where it is posted to. */
  readonly path: string;
  readonly object: Fields;
}

export function randomManifest(dice: Dice, namespace = "default"): Manifest {
  const name = dice.pick(["web", "api", "db"]);
  const metadata = { name, namespace, labels: { app: name, tier: dice.pick(["a", "b"]) } };
  const of = (apiVersion: string, kind: string, plural: string, rest: Fields): Manifest => ({
    path: `/${apiVersion.includes("/") ? "apis" : "api"}/${apiVersion}/namespaces/${namespace}/${plural}`,
    object: { apiVersion, kind, metadata, ...rest },
  });
  const selector = { matchLabels: { app: dice.oneIn(12) ? "other" : name } };
  const template = { metadata: { labels: { app: name } }, spec: podSpec(dice, serverImages) };
  const replicas = dice.below(6);
  return dice.pick([
    () => of("v1", "Pod", "pods", { spec: podSpec(dice, [...serverImages, "busybox"]) }),
    () =>
      of("apps/v1", "Deployment", "deployments", {
        spec: { replicas, selector, template, ...strategy(dice) },
      }),
    () =>
      of("apps/v1", "Deployment", "deployments", {
        spec: { replicas, selector, template, ...strategy(dice) },
      }),
    () => of("apps/v1", "ReplicaSet", "replicasets", { spec: { replicas, selector, template } }),
    () =>
      of("v1", "ReplicationController", "replicationcontrollers", {
        spec: { replicas, selector: { app: name }, template },
      }),
    () =>
      of("v1", "Service", "services", { spec: { selector: { app: name }, ports: [{ port: 80 }] } }),
    () => of("v1", "ConfigMap", "configmaps", { data: { colour: dice.pick(["red", "blue"]) } }),
    () =>
      of("v1", "ResourceQuota", "resourcequotas", {
        spec: { hard: { pods: String(2 + dice.below(8)) } },
      }),
    () =>
      of("v1", "LimitRange", "limitranges", {
        spec: { limits: [{ type: "Container", default: { cpu: "200m" } }] },
      }),
  ])();
}

// Pods of a workload run on: the stand-in's would be replaced for ever if they ended.
const serverImages = ["nginx", "nginx:1.27", "redis:7", "nosuch/image:1"] as const;

function podSpec(dice: Dice, images: readonly string[]): Fields {
  const image = dice.pick(images);
  const container = {
    name: "main",
    image,
    ...(image === "busybox"
      ? { command: ["sh", "-c", dice.pick(["exit 1", "sleep 2", "echo hi"])] }
      : {}),
    ...(dice.oneIn(2)
      ? { resources: { requests: { cpu: dice.pick(["100m", "500m", "3"]), memory: "64Mi" } } }
      : {}),
    ...(dice.oneIn(8) ? { ports: [{ containerPort: 80, hostPort: 8080 }] } : {}),
  };
  return {
    containers: [container],
    ...(dice.oneIn(5)
      ? {
          tolerations: [
            { operator: "Exists", tolerationSeconds: dice.below(60), effect: "NoExecute" },
          ],
        }
      : {}),
    ...(dice.oneIn(6)
      ? { nodeSelector: { "kubernetes.io/hostname": dice.pick(["node01", "node02", "node09"]) } }
      : {}),
    ...(dice.oneIn(5) ? { terminationGracePeriodSeconds: dice.pick([0, 1, 5]) } : {}),
    ...(dice.oneIn(15) ? { containerz: [] } : {}),
  };
}

function strategy(dice: Dice): Fields {
  const amount = (): unknown => dice.pick([0, 1, 2, "25%", "50%", "100%"]);
  return dice.pick([
    {},
    { strategy: { type: "Recreate" } },
    {
      strategy: {
        type: "RollingUpdate",
        rollingUpdate: { maxSurge: amount(), maxUnavailable: amount() },
      },
    },
    { revisionHistoryLimit: dice.below(3), minReadySeconds: dice.below(4) },
  ]);
}

const types = {
  merge: "application/merge-patch+json",
  strategic: "application/strategic-merge-patch+json",
  json: "application/json-patch+json",
  apply: "application/apply-patch+yaml",
} as const;

/** The body, the content type and the query of a PATCH. */
export function randomPatch(dice: Dice, object: Fields) {
  const labels = {
    metadata: { labels: { tier: dice.oneIn(3) ? null : dice.pick(["a", "b", "c"]) } },
  };
  const as = (
    type: keyof typeof types,
    body: unknown,
    query: Readonly<Record<string, readonly string[]>> = {},
  ) => ({
    body: JSON.stringify(body),
    headers: { "content-type": types[type] },
    query,
  });
  const manager = {
    fieldManager: [dice.pick(["tom", "ann"])],
    ...(dice.oneIn(3) ? { force: ["true"] } : {}),
  };
  return dice.pick([
    as("merge", labels),
    as("merge", { spec: { replicas: dice.below(6) } }),
    as("strategic", labels),
    as("strategic", {
      spec: {
        template: {
          spec: { containers: [{ name: "main", image: `nginx:1.${20 + dice.below(9)}` }] },
        },
      },
    }),
    as("json", [{ op: "replace", path: "/spec/replicas", value: dice.below(6) }]),
    as("json", [{ op: "remove", path: "/metadata/labels/tier" }]),
    as("merge", { metadata: { finalizers: dice.oneIn(2) ? ["naru.dev/hold"] : null } }),
    as("apply", object, manager),
  ]);
}
