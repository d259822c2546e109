import { expect, it } from "vitest";
import { podOf, shownStatus, TestCluster } from "./testing/test-cluster";

it("runs a pod", () => {
  const cluster = TestCluster.create();
  const w0 = cluster.writes;
  cluster.client.create("Pod", podOf("web", { image: "nginx:1.27" }));
  const seen: string[] = [];
  for (let i = 0; i < 40; i++) { cluster.advance(100); const s = shownStatus(cluster.pod("web")); if (seen.at(-1)?.slice(5) !== s) seen.push(`${String((i+1)*100).padStart(4)} ${s}`); }
  console.log(seen.join("\n"), cluster.events("web"), cluster.writes - w0);
  console.log(JSON.stringify(cluster.pod("web").status, null, 1));
  console.log(cluster.client.get("Node", {name: "node01"})?.status?.conditions);
  console.log(cluster.exec("web", "cat /etc/hosts /etc/resolv.conf; ls /; env; ls -la /var/run/secrets/kubernetes.io/serviceaccount; echo hi > /dev/termination-log; ls -l /dev").stdout);
  cluster.client.delete("Pod", { namespace: "default", name: "web" });
  for (let i = 0; i < 20; i++) { cluster.advance(100); const p = cluster.client.get("Pod", {namespace:"default", name: "web"}); console.log(i, p && shownStatus(p)); if (!p) break; }
  expect(1).toBe(1);
});
