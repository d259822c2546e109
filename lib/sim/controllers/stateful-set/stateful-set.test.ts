import { describe, expect, it } from "vitest";
import type { StatefulSetSpec } from "@/generated/kubernetes/types";
import { eventsAbout, forkBase } from "../../testing/base-cluster";

const key = { namespace: "default", name: "db" };

function run(spec: Partial<StatefulSetSpec> = {}) {
  const cluster = forkBase();
  const client = cluster.client();
  client.create("StatefulSet", {
    metadata: key,
    spec: {
      serviceName: "db",
      replicas: 3,
      selector: { matchLabels: { app: "db" } },
      template: {
        metadata: { labels: { app: "db" } },
        spec: { containers: [{ name: "c", image: "postgres:16" }] },
      },
      ...spec,
    },
  });
  const set = () => {
    const found = client.get("StatefulSet", key);
    if (found?.spec === undefined) throw new Error("the set is gone");
    return { ...found, spec: found.spec };
  };
  const change = (next: Partial<StatefulSetSpec>): void => {
    client.update("StatefulSet", { ...set(), spec: { ...set().spec, ...next } });
    cluster.settle();
  };
  const image = (name: string): void => {
    const { template } = set().spec;
    change({ template: { ...template, spec: { containers: [{ name: "c", image: name }] } } });
  };
  const pods = () => client.list("Pod", { namespace: "default" });
  const images = () => pods().map(({ spec }) => spec?.containers[0]?.image);
  return { cluster, client, set, change, image, pods, images };
}

describe("a stateful set", () => {
  it("starts its pods one after the other, each ready before the next", () => {
    const { cluster, pods, set } = run();
    cluster.advance(30);
    expect(pods().map(({ metadata }) => metadata.name)).toEqual(["db-0"]);
    cluster.settle();
    expect(pods().map(({ metadata }) => metadata.name)).toEqual(["db-0", "db-1", "db-2"]);
    expect(set().status).toMatchObject({
      replicas: 3,
      readyReplicas: 3,
      currentReplicas: 3,
      updatedReplicas: 3,
    });
  });

  it("gives a pod its name, subdomain and labels", () => {
    const { cluster, pods, set } = run({ replicas: 1 });
    cluster.settle();
    expect(pods()[0]).toMatchObject({
      spec: { hostname: "db-0", subdomain: "db" },
      metadata: {
        labels: {
          app: "db",
          "apps.kubernetes.io/pod-index": "0",
          "controller-revision-hash": set().status?.currentRevision,
          "statefulset.kubernetes.io/pod-name": "db-0",
        },
      },
    });
  });

  it("starts all at once when it is Parallel", () => {
    const { cluster, pods } = run({ podManagementPolicy: "Parallel" });
    cluster.advance(200);
    expect(pods()).toHaveLength(3);
  });

  it("scales down from the last pod", () => {
    const { cluster, client, change, pods } = run();
    cluster.settle();
    change({ replicas: 1 });
    expect(pods().map(({ metadata }) => metadata.name)).toEqual(["db-0"]);
    const deleted = eventsAbout(client, "StatefulSet").filter((event) => event.includes("Delete"));
    expect(deleted.sort()).toEqual([
      "Normal SuccessfulDelete Delete Pod db-1 in StatefulSet db successful",
      "Normal SuccessfulDelete Delete Pod db-2 in StatefulSet db successful",
    ]);
  });

  it("updates no pod below the partition", () => {
    const { cluster, image, images, set } = run({
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 2 } },
    });
    cluster.settle();
    image("postgres:17");
    expect(images()).toEqual(["postgres:16", "postgres:16", "postgres:17"]);
    expect(set().status).toMatchObject({ currentReplicas: 2, updatedReplicas: 1 });
  });

  it("leaves pods alone with OnDelete until they are deleted", () => {
    const { cluster, client, image, images } = run({ updateStrategy: { type: "OnDelete" } });
    cluster.settle();
    image("postgres:17");
    expect(images()).toEqual(["postgres:16", "postgres:16", "postgres:16"]);
    client.delete("Pod", { namespace: "default", name: "db-1" });
    cluster.settle();
    expect(images()).toEqual(["postgres:16", "postgres:17", "postgres:16"]);
  });

  it("takes up an old revision again instead of making another", () => {
    const { cluster, client, image } = run({ replicas: 1 });
    cluster.settle();
    image("postgres:17");
    image("postgres:16");
    const revisions = client.list("ControllerRevision", { namespace: "default" });
    expect(revisions.map(({ revision }) => revision).sort()).toEqual([2, 3]);
  });

  it("makes a claim per pod and keeps it when the pod goes", () => {
    const claim = {
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: { name: "data" },
      spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
    };
    const { cluster, client, change } = run({ replicas: 1, volumeClaimTemplates: [claim] });
    cluster.settle();
    change({ replicas: 0 });
    const claims = client.list("PersistentVolumeClaim", { namespace: "default" });
    expect(claims.map(({ metadata }) => metadata.name)).toEqual(["data-db-0"]);
    expect(eventsAbout(client, "StatefulSet")).toContain(
      "Normal SuccessfulCreate Create Claim data-db-0 Pod db-0 in StatefulSet db success",
    );
  });
});
