// What holds of every controller in the list: it comes to rest, has nothing to do a second time, loses nothing
// when its process or a write fails it, and does the same for the same seed.
import { describe, expect, it } from "vitest";
import type { Client } from "../client/client";
import type { Cluster } from "../cluster";
import { conflict } from "../meta/status-error";
import { forkBase } from "../testing/base-cluster";
import { createDeployment, createPod, labelsOf, podTemplate } from "../testing/builders";
import type { Controller, ControllerContext } from "./define-controller";
import { controllers } from "./index";

const names = controllers.map(({ name }) => name);
const controller = (name: string): Controller => {
  const found = controllers.find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
};

/** Something to do for most controllers. */
function fill(cluster: Cluster): void {
  const client = cluster.client();
  const selector = { matchLabels: labelsOf("web") };
  const metadata = { name: "web", namespace: "default" };
  client.create("Namespace", { metadata: { name: "dev" } });
  client.create("ResourceQuota", { metadata, spec: { hard: { pods: "30", services: "5" } } });
  createDeployment(cluster, 3);
  client.create("Service", {
    metadata,
    spec: { selector: labelsOf("web"), ports: [{ port: 80 }] },
  });
  client.create("PodDisruptionBudget", { metadata, spec: { selector, minAvailable: 1 } });
  client.create("ReplicationController", {
    metadata: { name: "old", namespace: "default" },
    spec: { replicas: 2, selector: labelsOf("old"), template: podTemplate("old") },
  });
  client.create("DaemonSet", {
    metadata: { name: "agent", namespace: "default" },
    spec: { selector: { matchLabels: labelsOf("agent") }, template: podTemplate("agent") },
  });
  client.create("StatefulSet", {
    metadata: { name: "db", namespace: "default" },
    spec: {
      replicas: 2,
      serviceName: "db",
      selector: { matchLabels: labelsOf("db") },
      template: podTemplate("db"),
    },
  });
  createPod(cluster, "lonely");
}

/** Works on it after it was filled: what a learner would do next. */
function change(cluster: Cluster): void {
  const client = cluster.client();
  const deployment = client.get("Deployment", { name: "web", namespace: "default" });
  if (deployment !== undefined) {
    client.update("Deployment", {
      ...deployment,
      spec: { ...deployment.spec, replicas: 5 },
    } as typeof deployment);
  }
  client.delete("ReplicationController", { name: "old", namespace: "default" });
  client.delete("Pod", { name: "db-0", namespace: "default" });
  client.delete("Namespace", { name: "dev" });
}

/** Who is there, whatever the generated parts of their names are. */
function population(cluster: Cluster): string[] {
  const client = cluster.client();
  const pods = client
    .list("Pod")
    .map(
      ({ metadata, status }) =>
        `${metadata.labels?.app ?? metadata.generateName ?? metadata.name} ${status?.phase}`,
    );
  const { status } = client.get("Deployment", { name: "web", namespace: "default" }) ?? {};
  const quota = client.get("ResourceQuota", { name: "web", namespace: "default" })?.status?.used
    ?.pods;
  const slice = client
    .list("EndpointSlice", {
      namespace: "default",
      labelSelector: "kubernetes.io/service-name=web",
    })
    .flatMap(({ endpoints }) => endpoints ?? []).length;
  const namespaces = client.list("Namespace").map(({ metadata }) => metadata.name);
  return [
    ...pods.sort(),
    `ready ${status?.readyReplicas}`,
    `quota ${quota}`,
    `endpoints ${slice}`,
    ...namespaces,
  ];
}

const contextOf = (cluster: Cluster, of: Controller): ControllerContext =>
  (cluster as unknown as { contextFor(of: Controller): ControllerContext }).contextFor(of);

function filled(): Cluster {
  const cluster = forkBase();
  fill(cluster);
  expect(cluster.settle()).toBe(true);
  return cluster;
}

/** A namespace is emptied five seconds after its deletion, so that one quiet moment is not the end. */
function comeToRest(cluster: Cluster): void {
  cluster.settle();
  cluster.advance(6000);
  cluster.settle();
}

const settled = filled();
change(settled);
comeToRest(settled);
const wanted = population(settled);

describe("a world with work for all controllers", () => {
  it("comes to rest as it should", () => {
    expect(wanted).toContain("ready 5");
    expect(wanted).toContain("endpoints 5");
    expect(wanted).toContain("quota 10");
    expect(wanted).not.toContain("dev");
    expect(wanted.filter((line) => line === "old Running")).toEqual([]);
  });

  it("does the same for the same seed", () => {
    const again = filled();
    change(again);
    comeToRest(again);
    expect(JSON.stringify(again.save()) === JSON.stringify(settled.save())).toBe(true);
  });

  it.each([1, 5, 20, 300, 2000])(
    "ends alike when the controllers are restarted every %i ms",
    (everyMs) => {
      const cluster = filled();
      change(cluster);
      for (let i = 0; i < 12; i++) {
        cluster.stop("kube-controller-manager");
        cluster.advance(everyMs);
        cluster.start("kube-controller-manager");
        cluster.advance(everyMs);
      }
      comeToRest(cluster);
      expect(population(cluster)).toEqual(wanted);
    },
  );

  it("ends alike when the API server is away for a while", () => {
    const cluster = filled();
    change(cluster);
    cluster.advance(3);
    cluster.stop("kube-apiserver");
    cluster.advance(4000);
    cluster.start("kube-apiserver");
    cluster.advance(60_000);
    cluster.settle();
    expect(population(cluster)).toEqual(wanted);
  });
});

describe.each(names)("%s", (name) => {
  it("has nothing to do a second time", () => {
    const cluster = settled.fork();
    const own = controller(name);
    const context = contextOf(cluster, own);
    const before = cluster.revision;
    for (const key of own.resync(context)) own.reconcile(key, context);
    expect(cluster.revision).toBe(before);
  });

  it("tries again when a write meets a conflict", () => {
    const cluster = filled();
    const context = contextOf(cluster, controller(name));
    const client = stumbling(context.client);
    Object.assign(context, { client });
    change(cluster);
    cluster.settle();
    cluster.advance(30_000);
    cluster.settle();
    expect(population(cluster)).toEqual(wanted);
  });
});

/** Refuses the first two writes of each sort, as if somebody had been faster. */
function stumbling(client: Client): Client {
  const left = { create: 2, update: 2, updateStatus: 2, delete: 2 };
  return new Proxy(client, {
    get(target, name) {
      const own: unknown = Reflect.get(target, name);
      if (!Object.hasOwn(left, name) || typeof own !== "function") return own;
      const kind = name as keyof typeof left;
      return (...args: unknown[]) => {
        if (args[0] === "Event" || left[kind]-- <= 0) return Reflect.apply(own, target, args);
        throw conflict({ group: "", resource: "things" }, "it", "the object has been modified");
      };
    },
  });
}
