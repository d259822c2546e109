import { describe, expect, it } from "vitest";
import type { PersistentVolumeSpec, StorageClass } from "@/generated/kubernetes/types";
import { eventsAbout, forkBase } from "../../testing/base-cluster";

function begin() {
  const cluster = forkBase();
  const client = cluster.client();
  const volume = (name: string, storage: string, spec: Partial<PersistentVolumeSpec> = {}) =>
    client.create("PersistentVolume", {
      metadata: { name },
      spec: {
        capacity: { storage },
        accessModes: ["ReadWriteOnce"],
        hostPath: { path: "/mnt/x" },
        ...spec,
      },
    });
  const claim = (name: string, storage: string, storageClassName = "") =>
    client.create("PersistentVolumeClaim", {
      metadata: { name, namespace: "default" },
      spec: {
        accessModes: ["ReadWriteOnce"],
        storageClassName,
        resources: { requests: { storage } },
      },
    });
  const storageClass = (
    name: string,
    rest: Partial<StorageClass> & Pick<StorageClass, "provisioner">,
  ) => client.create("StorageClass", { metadata: { name }, ...rest });
  const pod = (claimName: string) =>
    client.create("Pod", {
      metadata: { name: "user", namespace: "default" },
      spec: {
        containers: [{ name: "c", image: "nginx", volumeMounts: [{ name: "v", mountPath: "/d" }] }],
        volumes: [{ name: "v", persistentVolumeClaim: { claimName } }],
      },
    });
  const getClaim = (name: string) =>
    client.get("PersistentVolumeClaim", { namespace: "default", name });
  const getVolume = (name: string) => client.get("PersistentVolume", { name });
  const getPod = () => client.get("Pod", { namespace: "default", name: "user" });
  return { cluster, client, volume, claim, storageClass, pod, getClaim, getVolume, getPod };
}

describe("binding", () => {
  it("takes the smallest volume that is large enough", () => {
    const { cluster, volume, claim, getClaim } = begin();
    volume("large", "10Gi");
    volume("middle", "2Gi");
    volume("small", "500Mi");
    cluster.settle();
    claim("data", "1Gi");
    cluster.settle();
    expect(getClaim("data")).toMatchObject({
      spec: { volumeName: "middle" },
      status: { phase: "Bound", capacity: { storage: "2Gi" } },
    });
  });

  it("binds a claim that waited when a volume comes", () => {
    const { cluster, volume, claim, getClaim } = begin();
    claim("data", "1Gi");
    cluster.settle();
    expect(getClaim("data")?.status?.phase).toBe("Pending");
    volume("late", "1Gi");
    cluster.settle();
    expect(getClaim("data")?.spec?.volumeName).toBe("late");
  });

  it("keeps a volume for the claim it is promised to", () => {
    const { cluster, volume, claim, getClaim } = begin();
    volume("kept", "1Gi", { claimRef: { namespace: "default", name: "mine" } });
    claim("other", "1Gi");
    claim("mine", "1Gi");
    cluster.settle();
    expect(getClaim("other")?.status?.phase).toBe("Pending");
    expect(getClaim("mine")?.spec?.volumeName).toBe("kept");
  });

  it("says that a claim has lost its volume", () => {
    const { cluster, client, volume, claim, getClaim, getVolume } = begin();
    volume("gone", "1Gi");
    claim("data", "1Gi");
    cluster.settle();
    const found = getVolume("gone");
    if (found === undefined) throw new Error("no volume");
    client.delete("PersistentVolume", { name: "gone" });
    cluster.settle();
    expect(getVolume("gone")?.metadata.deletionTimestamp).toBeDefined();
    const { finalizers: _, ...metadata } = getVolume("gone")?.metadata ?? found.metadata;
    client.update("PersistentVolume", { ...found, ...getVolume("gone"), metadata });
    cluster.settle();
    expect(getClaim("data")?.status?.phase).toBe("Lost");
  });
});

describe("a released volume", () => {
  it.each([
    ["Retain", "/mnt/x", "Released"],
    ["Delete", "/tmp/x", undefined],
    ["Delete", "/mnt/x", "Failed"],
    ["Recycle", "/mnt/x", "Available"],
  ])("with %s at %s is then %s", (persistentVolumeReclaimPolicy, path, phase) => {
    const { cluster, client, volume, claim, getVolume } = begin();
    volume("v", "1Gi", { persistentVolumeReclaimPolicy, hostPath: { path } });
    claim("data", "1Gi");
    cluster.settle();
    client.delete("PersistentVolumeClaim", { namespace: "default", name: "data" });
    cluster.settle();
    expect(getVolume("v")?.status?.phase).toBe(phase);
  });
});

describe("provisioning", () => {
  it("makes a volume at once for an Immediate class", () => {
    const { cluster, claim, client, storageClass, getClaim, getVolume } = begin();
    storageClass("standard", { provisioner: "k8s.io/minikube-hostpath" });
    claim("data", "1Gi", "standard");
    cluster.settle();
    const name = getClaim("data")?.spec?.volumeName ?? "";
    expect(name).toBe(`pvc-${getClaim("data")?.metadata.uid}`);
    expect(getVolume(name)?.spec?.persistentVolumeReclaimPolicy).toBe("Delete");
    client.delete("PersistentVolumeClaim", { namespace: "default", name: "data" });
    cluster.settle();
    expect(getVolume(name)).toBeUndefined();
  });

  it("waits for the first pod with WaitForFirstConsumer and makes the volume on its node", () => {
    const { cluster, claim, storageClass, pod, getClaim, getVolume, getPod } = begin();
    storageClass("local-path", {
      provisioner: "rancher.io/local-path",
      volumeBindingMode: "WaitForFirstConsumer",
    });
    claim("data", "1Gi", "local-path");
    cluster.settle();
    expect(getClaim("data")?.status?.phase).toBe("Pending");
    pod("data");
    cluster.settle();
    expect(getPod()?.status?.phase).toBe("Running");
    const terms = getVolume(getClaim("data")?.spec?.volumeName ?? "")?.spec?.nodeAffinity?.required
      ?.nodeSelectorTerms;
    expect(terms?.[0]?.matchExpressions?.[0]?.values).toEqual([getPod()?.spec?.nodeName]);
  });

  it("has the pod follow the one local volume that fits", () => {
    const { cluster, claim, storageClass, pod, volume, getPod } = begin();
    storageClass("local", {
      provisioner: "kubernetes.io/no-provisioner",
      volumeBindingMode: "WaitForFirstConsumer",
    });
    const expression = { key: "kubernetes.io/hostname", operator: "In", values: ["node01"] };
    volume("disk", "5Gi", {
      storageClassName: "local",
      nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [expression] }] } },
    });
    claim("data", "1Gi", "local");
    pod("data");
    cluster.settle();
    expect(getPod()?.spec?.nodeName).toBe("node01");
  });

  it("says why a pod waits when no local volume fits", () => {
    const { client, cluster, claim, storageClass, pod } = begin();
    storageClass("local", {
      provisioner: "kubernetes.io/no-provisioner",
      volumeBindingMode: "WaitForFirstConsumer",
    });
    claim("data", "1Gi", "local");
    pod("data");
    cluster.settle();
    expect(eventsAbout(client, "Pod")[0]).toContain(
      "2 node(s) didn't find available persistent volumes to bind",
    );
  });

  it("leaves a claim of a provisioner nobody runs waiting", () => {
    const { client, cluster, claim, storageClass, getClaim } = begin();
    storageClass("cloud", { provisioner: "ebs.csi.aws.com" });
    claim("data", "1Gi", "cloud");
    cluster.settle();
    expect(getClaim("data")?.status?.phase).toBe("Pending");
    expect(eventsAbout(client, "PersistentVolumeClaim")[0]).toMatch(
      /^Normal ExternalProvisioning Waiting for a volume/,
    );
  });
});
