import { TestCluster } from "./test-cluster";
const n = 500;
function run() {
  const c = TestCluster.create({ nodes: 10 });
  for (let i = 0; i < n; i++) c.client.create("Pod", { metadata: { name: `w${i}`, namespace: "default" }, spec: { nodeName: `node${String(1 + (i % 9)).padStart(2, "0")}`, containers: [{ name: "web", image: "nginx:1.27" }] } } as any);
  const t = performance.now(); c.advance(10000); console.log("start ms/pod", (performance.now() - t) / n);
  for (let i = 0; i < n; i++) c.client.delete("Pod", { namespace: "default", name: `w${i}` });
  c.advance(10000);
}
run(); run(); run();
