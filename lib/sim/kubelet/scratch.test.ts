import { it } from "vitest";
import { podOf, shownStatus, TestCluster } from "./testing/test-cluster";

function watch(cluster: TestCluster, name: string, seconds: number) {
  const out: string[] = []; let last = "";
  const t0 = cluster.state.now;
  for (let i = 0; i < seconds * 10; i++) { cluster.advance(100); const p = cluster.client.get("Pod", {namespace:"default", name}); const s = p ? shownStatus(p) : "gone"; if (s !== last) { out.push(`${((cluster.state.now-t0)/1000).toFixed(1)} ${s}`); last = s; } if (!p) break; }
  return out.join("\n");
}
it("crash", () => {
  const c = TestCluster.create();
  c.client.create("Pod", podOf("crash", { command: ["sh", "-c", "exit 1"] }));
  console.log(watch(c, "crash", 400)); console.log(c.events("crash"));
  console.log(JSON.stringify(c.pod("crash").status?.containerStatuses));
});
it("pull", () => {
  const c = TestCluster.create();
  c.client.create("Pod", podOf("web", { image: "nginx:1.99" }));
  console.log(watch(c, "web", 240)); console.log(c.events("web"));
  c.client.create("Pod", podOf("r", { image: "redis:alpine" }));
  console.log(watch(c, "r", 10)); console.log(c.events("r"));
});
it("init", () => {
  const c = TestCluster.create();
  c.client.create("Pod", podOf("init", { command: ["sleep", "3600"] }, { initContainers: [
    { name: "first", image: "busybox:1.36", command: ["sh", "-c", "echo first; sleep 3"] }, { name: "second", image: "busybox:1.36", command: ["sh", "-c", "echo s; sleep 3"] }] }));
  console.log(watch(c, "init", 15)); console.log(c.events("init"));
  c.client.create("Pod", podOf("side", { command: ["sh", "-c", "echo main; sleep 5; echo done"] }, { restartPolicy: "Never", initContainers: [
    { name: "proxy", image: "busybox:1.36", restartPolicy: "Always", command: ["sh", "-c", "trap 'echo proxy stops; exit 0' TERM; echo up; while true; do sleep 1; done"], startupProbe: { exec: { command: ["true"] }, periodSeconds: 1 } },
    { name: "prepare", image: "busybox:1.36", command: ["sh", "-c", "echo s; sleep 2"] }] }));
  console.log(watch(c, "side", 25)); console.log(c.events("side"), c.pod("side").status);
});
