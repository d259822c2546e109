// What admission adds and what it refuses, on a server with nothing else running.
import { beforeEach, describe, expect, it } from "vitest";
import { Etcd } from "../../etcd/store";
import { seedRandom } from "../../kernel/random";
import { State } from "../../kernel/state";
import { kinds } from "../../kinds";
import type { Draft, KindDefinition } from "../../kinds/define-kind";
import type { KubernetesObject } from "../../meta/object";
import { StatusError } from "../../meta/status-error";
import { createObject } from "../create";
import { deleteObject } from "../delete";
import { Indexes } from "../indexes";
import { KindIndex } from "../kind-index";
import type { ServerContext } from "../server-context";
import { storeObject } from "../stored-object";
import { updateObject } from "../update";
import { admissionPlugins } from ".";

const options = {
  user: { name: "kim", groups: ["system:authenticated"] },
  fieldManager: "test",
};

let server: ServerContext;

beforeEach(() => {
  const state = State.startingAt(1_767_571_200_000);
  seedRandom(state, 1);
  const indexes = new Indexes(state);
  const etcd = new Etcd(state, (change) => indexes.update(change));
  server = { state, etcd, kinds: new KindIndex(kinds), indexes, admission: admissionPlugins };
  for (const name of ["default", "kube-system"]) create("Namespace", { metadata: { name } }, "");
  create("ServiceAccount", { metadata: { name: "default" } });
});

function kindOf(name: string): KindDefinition {
  const kind = (kinds as readonly KindDefinition[]).find((one) => one.kind === name);
  if (kind === undefined) throw new Error(`no kind ${name}`);
  return kind;
}

function create(name: string, fields: object, namespace = "default"): KubernetesObject {
  const kind = kindOf(name);
  const apiVersion = kind.group === "" ? kind.version : `${kind.group}/${kind.version}`;
  const draft = structuredClone({ apiVersion, kind: name, ...fields }) as Draft<KubernetesObject>;
  return createObject(server, kind, namespace, draft, options);
}

function update(object: KubernetesObject, change: (draft: Draft<KubernetesObject>) => void) {
  const kind = kindOf(object.kind);
  const draft = structuredClone(object) as Draft<KubernetesObject>;
  change(draft);
  const { name, namespace = "" } = object.metadata;
  return updateObject(server, { kind, namespace, name, subresource: "" }, draft, options);
}

/** Sets what a controller would. */
function setStatus(key: string, status: object): void {
  const object = server.etcd.get(key)?.value as KubernetesObject;
  storeObject(server, key, { ...object, status });
}

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof StatusError) return error.message;
    throw error;
  }
  return "";
}

const pod = (name: string, spec: object = {}, resources: object = {}) => ({
  metadata: { name },
  spec: { containers: [{ name: "c", image: "nginx:1.27", resources }], ...spec },
});

describe("namespaces", () => {
  it("must exist and must not be going", () => {
    expect(messageOf(() => create("ConfigMap", { metadata: { name: "c" } }, "nowhere"))).toBe(
      'namespaces "nowhere" not found',
    );
    create("Namespace", { metadata: { name: "stuck" } }, "");
    setStatus("/registry/namespaces/stuck", { phase: "Terminating" });
    expect(messageOf(() => create("ConfigMap", { metadata: { name: "more" } }, "stuck"))).toBe(
      'configmaps "more" is forbidden: unable to create new content in namespace stuck because it is being terminated',
    );
  });

  it("cannot be deleted when the cluster needs them", () => {
    const target = { kind: kindOf("Namespace"), namespace: "", name: "kube-system" };
    expect(messageOf(() => deleteObject(server, target, {}, options))).toBe(
      'namespaces "kube-system" is forbidden: this namespace may not be deleted',
    );
  });
});

describe("pods", () => {
  it("get an account, a token, tolerations and a priority", () => {
    const { spec } = create("Pod", pod("web")) as KubernetesObject & {
      spec: Record<string, unknown>;
    };
    expect(spec).toMatchObject({
      serviceAccountName: "default",
      serviceAccount: "default",
      priority: 0,
      preemptionPolicy: "PreemptLowerPriority",
      tolerations: [
        { key: "node.kubernetes.io/not-ready", effect: "NoExecute", tolerationSeconds: 300 },
        { key: "node.kubernetes.io/unreachable", effect: "NoExecute", tolerationSeconds: 300 },
      ],
      volumes: [{ name: expect.stringMatching(/^kube-api-access-[a-z0-9]{5}$/) }],
    });
  });

  it("need an account and a class that exist", () => {
    expect(messageOf(() => create("Pod", pod("p", { serviceAccountName: "nope" })))).toBe(
      'pods "p" is forbidden: error looking up service account default/nope: serviceaccount "nope" not found',
    );
    expect(messageOf(() => create("Pod", pod("p", { priorityClassName: "nope" })))).toBe(
      'pods "p" is forbidden: no PriorityClass with name nope was found',
    );
  });
});

describe("limit ranges", () => {
  beforeEach(() => {
    create("LimitRange", {
      metadata: { name: "limits" },
      spec: {
        limits: [
          {
            type: "Container",
            min: { cpu: "100m", memory: "64Mi" },
            max: { cpu: "1", memory: "512Mi" },
            maxLimitRequestRatio: { cpu: "2" },
          },
          { type: "Pod", max: { cpu: "1500m" } },
          { type: "PersistentVolumeClaim", min: { storage: "1Gi" }, max: { storage: "5Gi" } },
        ],
      },
    });
  });

  const amounts = (request: string, limit: string, memory: string) => ({
    requests: { cpu: request, memory },
    limits: { cpu: limit, memory },
  });

  it.each([
    [
      amounts("50m", "200m", "64Mi"),
      "[minimum cpu usage per Container is 100m, but request is 50m, cpu max limit to request ratio per Container is 2, but provided ratio is 4.000000]",
    ],
    [
      amounts("1", "2", "64Mi"),
      "[maximum cpu usage per Container is 1, but limit is 2, maximum cpu usage per Pod is 1500m, but limit is 2]",
    ],
    [
      amounts("200m", "200m", "1Gi"),
      "maximum memory usage per Container is 512Mi, but limit is 1Gi",
    ],
    [
      amounts("100m", "500m", "64Mi"),
      "cpu max limit to request ratio per Container is 2, but provided ratio is 5.000000",
    ],
  ])("refuse %#", (resources, why) => {
    expect(messageOf(() => create("Pod", pod("p", {}, resources)))).toBe(
      `pods "p" is forbidden: ${why}`,
    );
  });

  it("hold for claims", () => {
    const claim = {
      metadata: { name: "big" },
      spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Gi" } } },
    };
    expect(messageOf(() => create("PersistentVolumeClaim", claim))).toBe(
      'persistentvolumeclaims "big" is forbidden: maximum storage usage per PersistentVolumeClaim is 5Gi, but request is 10Gi',
    );
  });

  it("fill in what is not said", () => {
    const made = create("Pod", pod("defaulted"));
    expect(made.spec).toMatchObject({
      containers: [
        {
          resources: {
            limits: { cpu: "1", memory: "512Mi" },
            requests: { cpu: "1", memory: "512Mi" },
          },
        },
      ],
    });
    expect(made.metadata.annotations).toEqual({
      "kubernetes.io/limit-ranger":
        "LimitRanger plugin set: cpu, memory request for container c; cpu, memory limit for container c",
    });
  });
});

describe("quotas", () => {
  const key = "/registry/resourcequotas/default/compute";

  function quota(hard: Record<string, string>, spec: object = {}): void {
    create("ResourceQuota", { metadata: { name: "compute" }, spec: { hard, ...spec } });
    const used = Object.fromEntries(Object.keys(hard).map((name) => [name, "0"]));
    setStatus(key, { hard, used });
  }

  it("want every amount to be stated", () => {
    quota({ "requests.cpu": "1", "limits.memory": "2Gi" });
    expect(messageOf(() => create("Pod", pod("bare")))).toBe(
      'pods "bare" is forbidden: failed quota: compute: must specify limits.memory for: c; requests.cpu for: c',
    );
  });

  it("count at once and refuse what is too much", () => {
    quota({ "requests.cpu": "1" });
    create("Pod", pod("ok", {}, { requests: { cpu: "600m" } }));
    expect(messageOf(() => create("Pod", pod("two", {}, { requests: { cpu: "600m" } })))).toBe(
      'pods "two" is forbidden: exceeded quota: compute, requested: requests.cpu=600m, used: requests.cpu=600m, limited: requests.cpu=1',
    );
    expect(server.etcd.get(key)?.value).toMatchObject({
      status: { used: { "requests.cpu": "600m" } },
    });
  });

  it("look only at pods in their scope", () => {
    quota({ pods: "1" }, { scopes: ["BestEffort"] });
    create("Pod", pod("burstable", {}, { requests: { cpu: "1" } }));
    create("Pod", pod("a"));
    expect(messageOf(() => create("Pod", pod("b")))).toBe(
      'pods "b" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=1, limited: pods=1',
    );
  });

  it("count objects of any kind", () => {
    quota({ "count/configmaps": "1", configmaps: "9" });
    create("ConfigMap", { metadata: { name: "a" } });
    expect(messageOf(() => create("ConfigMap", { metadata: { name: "b" } }))).toBe(
      'configmaps "b" is forbidden: exceeded quota: compute, requested: count/configmaps=1, used: count/configmaps=1, limited: count/configmaps=1',
    );
  });
});

describe("services", () => {
  const service = (name: string, spec: object = {}) => ({
    metadata: { name },
    spec: { ports: [{ port: 80 }], ...spec },
  });

  it("get an address of their own", () => {
    const addresses = ["a", "b", "c"].map(
      (name) => (create("Service", service(name)).spec as { clusterIP: string }).clusterIP,
    );
    expect(new Set(addresses).size).toBe(3);
    for (const address of addresses) expect(address).toMatch(/^10\.(9[6-9]|10\d|11[01])\./);
  });

  it("cannot have what others have", () => {
    const fixed = { type: "NodePort", ports: [{ port: 80, nodePort: 30_080 }] };
    create("Service", service("fixed", fixed));
    expect(messageOf(() => create("Service", service("clash", fixed)))).toBe(
      'Service "clash" is invalid: spec.ports[0].nodePort: Invalid value: 30080: provided port is already allocated',
    );
    const low = { type: "NodePort", ports: [{ port: 80, nodePort: 8080 }] };
    expect(messageOf(() => create("Service", service("bad", low)))).toBe(
      'Service "bad" is invalid: spec.ports[0].nodePort: Invalid value: 8080: provided port is not in the valid range. The range of valid ports is 30000-32767',
    );
  });

  it("keep their address and lose their ports when the type changes", () => {
    const made = create("Service", service("web", { type: "NodePort" }));
    const after = update(made, (draft) => {
      Object.assign(draft.spec as object, { type: "ClusterIP" });
    });
    expect(after.spec).toMatchObject({
      clusterIP: (made.spec as { clusterIP: string }).clusterIP,
      ports: [{ port: 80, targetPort: 80, protocol: "TCP" }],
    });
    expect((after.spec as { ports: object[] }).ports[0]).not.toHaveProperty("nodePort");
    expect(after.spec).not.toHaveProperty("externalTrafficPolicy");
  });

  it("cannot change their address", () => {
    const made = create("Service", service("s", { clusterIP: "10.96.50.50" }));
    const change = () =>
      update(made, (draft) => Object.assign(draft.spec as object, { clusterIP: "10.96.60.60" }));
    expect(messageOf(change)).toBe(
      'Service "s" is invalid: spec.clusterIPs[0]: Invalid value: ["10.96.60.60"]: may not change once set',
    );
  });
});

describe("pod security", () => {
  const inNamespace = (labels: object) =>
    create("Namespace", { metadata: { name: "sec", labels } }, "");
  const account = () => create("ServiceAccount", { metadata: { name: "default" } }, "sec");

  it("refuses what the namespace does not allow", () => {
    inNamespace({ "pod-security.kubernetes.io/enforce": "baseline" });
    account();
    const root = {
      metadata: { name: "root" },
      spec: {
        containers: [{ name: "root", image: "nginx", securityContext: { privileged: true } }],
      },
    };
    expect(messageOf(() => create("Pod", root, "sec"))).toBe(
      'pods "root" is forbidden: violates PodSecurity "baseline:latest": privileged (container "root" must not set securityContext.privileged=true)',
    );
  });

  it("lists everything that a restricted pod lacks", () => {
    inNamespace({ "pod-security.kubernetes.io/enforce": "restricted" });
    account();
    expect(messageOf(() => create("Pod", pod("web"), "sec"))).toBe(
      'pods "web" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "c" must set securityContext.allowPrivilegeEscalation=false), unrestricted capabilities (container "c" must set securityContext.capabilities.drop=["ALL"]), runAsNonRoot != true (pod or container "c" must set securityContext.runAsNonRoot=true), seccompProfile (pod or container "c" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
    );
  });

  it("knows three levels", () => {
    expect(messageOf(() => inNamespace({ "pod-security.kubernetes.io/enforce": "strict" }))).toBe(
      'Namespace "sec" is invalid: metadata.labels[pod-security.kubernetes.io/enforce]: Invalid value: "strict": must be one of privileged, baseline, restricted',
    );
  });
});

describe("storage", () => {
  it("protects claims and gives them the default class", () => {
    const annotations = { "storageclass.kubernetes.io/is-default-class": "true" };
    create(
      "StorageClass",
      { metadata: { name: "local", annotations }, provisioner: "k8s.io/x" },
      "",
    );
    const claim = create("PersistentVolumeClaim", {
      metadata: { name: "claim" },
      spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
    });
    expect(claim.metadata.finalizers).toEqual(["kubernetes.io/pvc-protection"]);
    expect(claim.spec).toMatchObject({ storageClassName: "local" });
  });
});
