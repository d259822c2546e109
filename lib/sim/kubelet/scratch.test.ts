import { it } from "vitest";
import { podOf, shownStatus, TestCluster } from "./testing/test-cluster";
import { kubelet } from ".";

it("perf", () => {
  for (const round of [0, 1, 2]) {
  const c = TestCluster.create({ nodes: 10 }) as any;
  let inKubelet = 0, inApi = 0, depth = 0, calls = 0;
  const ctx = c.contextFor(kubelet);
  const client = ctx.client;
  for (const m of ["create", "update", "updateStatus", "delete"]) { const f = client[m]; client[m] = (...a: any[]) => { const t = performance.now(); try { return f.apply(client, a); } finally { inApi += performance.now() - t; } }; }
  const rec = kubelet.reconcile;
  (kubelet as any).reconcile = (k: string, x: any) => { const t = performance.now(); calls++; rec(k, x); inKubelet += performance.now() - t; };
  let inMachines = 0, inRuntime = 0;
  const mh = c.machines.handle.bind(c.machines); c.machines.handle = (p: any) => { const t = performance.now(); mh(p); inMachines += performance.now() - t; };
  const rh = c.runtime.handle.bind(c.runtime); c.runtime.handle = (p: any) => { const t = performance.now(); rh(p); inRuntime += performance.now() - t; };
  const n = 500;
  for (let i = 0; i < n; i++) c.client.create("Pod", { metadata: { name: `w${i}`, namespace: "default" }, spec: { nodeName: `node${String(1 + (i % 9)).padStart(2, "0")}`, containers: [{ name: "web", image: "nginx:1.27" }] } });
  const t = performance.now(); c.advance(10000); const total = performance.now() - t;
  console.log("start", { total: total / n, kubelet: (inKubelet - inApi) / n * 1000, api: inApi / n * 1000, machines: inMachines / n * 1000, runtime: inRuntime / n * 1000, calls: calls / n }, shownStatus(c.pod("w77")));
  inKubelet = inApi = calls = inMachines = inRuntime = 0;
  for (let i = 0; i < n; i++) c.client.delete("Pod", { namespace: "default", name: `w${i}` });
  c.advance(10000);
  console.log("end", { kubelet: (inKubelet - inApi) / n * 1000, api: inApi / n * 1000, machines: inMachines / n * 1000, runtime: inRuntime / n * 1000, calls: calls / n }, c.client.list("Pod").length);
  const rows = Object.entries(c.state.save().tables).map(([k, v]: any) => [k, v.length, JSON.stringify(v).length]).filter((r: any) => r[2] > 2000); console.log(rows);
  (kubelet as any).reconcile = rec;
  }
});
