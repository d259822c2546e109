import { it } from "vitest";
import { State } from "../kernel/state";
import { Etcd } from "../etcd/store";
import { Indexes } from "../apiserver/indexes";
import { KindIndex } from "../apiserver/kind-index";
import { admissionPlugins } from "../apiserver/admission";
import { createObject } from "../apiserver/create";
import { updateObject } from "../apiserver/update";
import { seedRandom } from "../kernel/random";
import { kinds } from ".";
import { pod } from "./pod";
import { validatePod } from "./pod/validation";
import { setPodDefaults } from "./pod/defaults";
it("bench", () => {
  const state = State.startingAt(1767571200000); seedRandom(state, 1);
  const indexes = new Indexes(state); const etcd = new Etcd(state, (c) => indexes.update(c));
  const server = { state, etcd, kinds: new KindIndex(kinds), indexes, admission: admissionPlugins };
  const opt = { user: { name: "a", groups: [] }, fieldManager: "x" };
  const create = (kind: string, ns: string, o: object) => createObject(server as never, kinds.find(k => k.kind === kind) as never, ns, structuredClone(o) as never, opt);
  create("Namespace", "", { apiVersion: "v1", kind: "Namespace", metadata: { name: "default" } });
  create("ServiceAccount", "default", { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default" } });
  const p = { apiVersion: "v1", kind: "Pod", metadata: { generateName: "web-abc-", labels: { app: "web", "pod-template-hash": "abc" }, ownerReferences: [{apiVersion:"apps/v1",kind:"ReplicaSet",name:"web-abc",uid:"u",controller:true,blockOwnerDeletion:true}] }, spec: { containers: [{ name: "nginx", image: "nginx:1.27", ports: [{ containerPort: 80 }], resources: { requests: { cpu: "100m", memory: "64Mi" } } }] } };
  const first = create("Pod", "default", p);
  
  console.log(JSON.stringify(create("Service", "default", { apiVersion: "v1", kind: "Service", metadata: { name: "web" }, spec: { type: "NodePort", ports: [{ port: 80 }] } })));
  for (let r = 0; r < 5; r++) {
    const drafts = Array.from({ length: 2000 }, () => structuredClone(p));
    const t = performance.now();
    let n = 0; for (const d of drafts) (d.metadata as never as Record<string,string>).name = `web-abc-${r}-${n++}`; for (const d of drafts) createObject(server as never, pod as never, "default", d as never, opt);
    const all = performance.now() - t;
    const ds = Array.from({ length: 2000 }, () => structuredClone(first)) as never[];
    const t2 = performance.now(); for (const d of ds) validatePod(d); const v = performance.now() - t2;
    const es = Array.from({ length: 2000 }, () => structuredClone(p)) as never[];
    const t3 = performance.now(); for (const d of es) setPodDefaults(d); const df = performance.now() - t3;
    const ts = admissionPlugins.map((pl) => { const ds = Array.from({ length: 2000 }, () => { const d = structuredClone(p); setPodDefaults(d as never); return d; }); const t = performance.now(); for (const d of ds) pl.mutate?.(d as never, { operation: "CREATE", kind: pod, namespace: "default", name: "", subresource: "", user: opt.user, isDryRun: false } as never, server as never); return `${pl.name} ${((performance.now() - t) / 2).toFixed(1)}`; });
    console.log("us/create", (all / 2).toFixed(1), "validate", (v / 2).toFixed(1), "defaults", (df / 2).toFixed(1), ts.join(" "));
  }
});
