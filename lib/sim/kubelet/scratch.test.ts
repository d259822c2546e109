import { it } from "vitest";
import { podOf, shownStatus, TestCluster } from "./testing/test-cluster";

it("services", () => {
  const c = TestCluster.create({ nodes: 2 });
  const x: any = c.client;
  x.create("Service", { metadata: { name: "kube-dns", namespace: "kube-system" }, spec: { clusterIP: "10.96.0.10", selector: { "k8s-app": "kube-dns" }, ports: [{ name: "dns", port: 53, protocol: "UDP", targetPort: 53 }, { name: "dns-tcp", port: 53, protocol: "TCP", targetPort: 53 }] } });
  x.create("Pod", { metadata: { name: "coredns", namespace: "kube-system", labels: { "k8s-app": "kube-dns" } }, spec: { containers: [{ name: "coredns", image: "registry.k8s.io/coredns/coredns:v1.14.1", args: ["-conf", "/etc/coredns/Corefile"], ports: [{ containerPort: 53, name: "dns", protocol: "UDP" }, { containerPort: 53, name: "dns-tcp", protocol: "TCP" }] }] } });
  for (const n of ["node01", "node02"]) x.create("Pod", { metadata: { name: `kp-${n}`, namespace: "kube-system" }, spec: { hostNetwork: true, nodeName: n, tolerations: [{ operator: "Exists" }], containers: [{ name: "kp", image: "registry.k8s.io/kube-proxy:v1.36.2", command: ["/usr/local/bin/kube-proxy", "--config=x"] }] } });
  x.create("Deployment", { metadata: { name: "web", namespace: "default" }, spec: { replicas: 3, selector: { matchLabels: { app: "web" } }, template: { metadata: { labels: { app: "web" } }, spec: { containers: [{ name: "web", image: "nginx:1.27" }] } } } });
  x.create("Service", { metadata: { name: "web", namespace: "default" }, spec: { type: "NodePort", selector: { app: "web" }, ports: [{ port: 80, targetPort: 80, nodePort: 30080 }] } });
  x.create("Service", { metadata: { name: "none", namespace: "default" }, spec: { selector: { app: "nobody" }, ports: [{ port: 80 }] } });
  x.create("Service", { metadata: { name: "head", namespace: "default" }, spec: { clusterIP: "None", selector: { app: "web" }, ports: [{ port: 80 }] } });
  x.create("Pod", podOf("box", { command: ["sleep", "3600"] }));
  x.create("Pod", podOf("net", { image: "nicolaka/netshoot", command: ["sleep", "3600"] }));
  c.advance(12000);
  for (const p of [...x.list("Pod")]) console.log(p.metadata.name, shownStatus(p), p.status.podIP);
  for (const line of ["wget -qO- http://web | head -4", "wget -O- web", "wget -qO- http://none", "wget -qO- http://nope", "nslookup web", "nslookup head", "nslookup nope", "wget -T 2 -qO- http://10.244.1.200", "wget -qO- 172.30.1.2:30080 | head -1", "wget -qO- web/missing", "ping -c 2 web", "nc -zv web 80", "cat /etc/resolv.conf"]) { const t = c.state.now; const r = c.exec("box", line); console.log(`$ ${line}\n${r.stdout}${r.stderr}[${r.status}] ${c.state.now - t}ms`); }
  for (const line of ["curl -s web | head -2", "curl web:81 -m 3", "curl -sI web", "curl -s -o /dev/null -w '%{http_code}\\n' http://web.default.svc.cluster.local/x", "curl none", "curl nope", "dig +short web.default.svc.cluster.local", "dig web", "nslookup kubernetes", "curl -m 2 http://10.244.1.200", "curl -v web", "curl --bad"]) { const t = c.state.now; const r = c.exec("net", line); console.log(`$ ${line}\n${r.stdout}${r.stderr}[${r.status}] ${c.state.now - t}ms`); }
  const web = [...x.list("Pod")].filter((p: any) => p.metadata.name.startsWith("web"));
  for (const w of web) { const row = c.runtime.containersOn(w.spec.nodeName).find((r: any) => r.pod.name === w.metadata.name)!; console.log(c.machines.files(row.node).read(row.logPath).split("\n").filter((l: string) => l.includes("GET")).length); }
  c.policies = [{ apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: "deny", namespace: "default" }, spec: { podSelector: { matchLabels: { app: "web" } }, policyTypes: ["Ingress"] } }] as any;
  console.log(c.exec("box", "wget -T 3 -qO- http://web"));
  x.delete("Pod", { namespace: "kube-system", name: "coredns" }); c.advance(3000);
  console.log(c.exec("box", "nslookup web"), c.exec("net", "curl -s -S web"));
});
