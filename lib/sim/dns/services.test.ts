import { beforeAll, describe, expect, it } from "vitest";
import type { NetworkPolicy, NetworkPolicySpec } from "@/generated/kubernetes/types";
import { logOf, podOf, TestCluster } from "../kubelet/testing/test-cluster";

const system = "kube-system";

/** Two nodes with kube-proxy, CoreDNS behind kube-dns, three web pods and a box to call from. */
function build(): TestCluster {
  const cluster = TestCluster.create({ nodes: 2, seed: 3 });
  const { client } = cluster;
  client.create("Service", {
    metadata: { name: "kube-dns", namespace: system },
    spec: {
      clusterIP: "10.96.0.10",
      selector: { "k8s-app": "kube-dns" },
      ports: [{ name: "dns", port: 53, protocol: "UDP", targetPort: 53 }],
    },
  });
  client.create("Pod", {
    metadata: { name: "coredns", namespace: system, labels: { "k8s-app": "kube-dns" } },
    spec: {
      containers: [
        { name: "coredns", image: "registry.k8s.io/coredns/coredns:v1.14.1", args: ["-conf", "x"] },
      ],
    },
  });
  for (const nodeName of ["node01", "node02"]) {
    client.create("Pod", {
      metadata: { name: `kube-proxy-${nodeName}`, namespace: system },
      spec: {
        hostNetwork: true,
        nodeName,
        containers: [{ name: "kube-proxy", image: "registry.k8s.io/kube-proxy:v1.36.2" }],
      },
    });
  }
  client.create("Deployment", {
    metadata: { name: "web", namespace: "default" },
    spec: {
      replicas: 3,
      selector: { matchLabels: { app: "web" } },
      template: {
        metadata: { labels: { app: "web" } },
        spec: { containers: [{ name: "web", image: "nginx:1.27" }] },
      },
    },
  });
  const service = (name: string, spec: object) =>
    client.create("Service", {
      metadata: { name, namespace: "default" },
      spec: { ports: [{ port: 80 }], ...spec },
    } as never);
  service("web", {
    type: "NodePort",
    selector: { app: "web" },
    ports: [{ port: 80, nodePort: 30080 }],
  });
  service("sticky", { selector: { app: "web" }, sessionAffinity: "ClientIP" });
  service("none", { selector: { app: "nobody" } });
  service("head", { clusterIP: "None", selector: { app: "web" } });
  service("elsewhere", {
    type: "ExternalName",
    externalName: "web.default.svc.cluster.local",
    ports: [],
  });
  client.create("Pod", {
    ...podOf("box", { command: ["sleep", "36000"] }),
    metadata: { name: "box", namespace: "default", labels: { role: "box" } },
  });
  client.create("Pod", podOf("net", { image: "nicolaka/netshoot", command: ["sleep", "36000"] }));
  cluster.advance(15_000);
  return cluster;
}

let base: TestCluster;
beforeAll(() => {
  base = build();
});

const title = "<title>Welcome to nginx!</title>\n";

describe("reaching things from a pod", () => {
  const rows = [
    ["box", "wget -qO- http://web | grep title", title, 0],
    ["box", "wget -qO- http://web.default | grep title", title, 0],
    ["box", "wget -qO- http://web.default.svc.cluster.local | grep title", title, 0],
    ["box", "wget -qO- http://elsewhere | grep title", title, 0],
    ["box", "wget -qO- http://head | grep title", title, 0],
    ["box", "wget -qO- http://172.30.2.2:30080 | grep title", title, 0],
    [
      "box",
      "wget -qO- http://none",
      "wget: can't connect to remote host (10.*): Connection refused\n",
      1,
    ],
    ["box", "wget -qO- http://nope", "wget: bad address 'nope'\n", 1],
    [
      "box",
      "wget -qO- http://web/missing",
      "wget: server returned error: HTTP/1.1 404 Not Found\n",
      1,
    ],
    ["box", "wget -T 2 -qO- http://web:81", "wget: download timed out\n", 1],
    ["box", "nc -zv web 80", "web (10.*:80) open\n", 0],
    ["net", "curl -s -o /dev/null -w '%{http_code}' web/x", "404", 0],
    [
      "net",
      "curl none",
      "curl: (7) Failed to connect to none port 80 after 0 ms: Could not connect to server\n",
      7,
    ],
    ["net", "curl -m 3 web:81", "curl: (28) Connection timed out after 3001 milliseconds\n", 28],
    ["net", "curl nope", "curl: (6) Could not resolve host: nope\n", 6],
    [
      "net",
      "curl --bad",
      "curl: option --bad: is unknown\ncurl: try 'curl --help' or 'curl --manual' for more information\n",
      2,
    ],
  ] as const;
  it.each(rows)("%s: %s", (pod, line, expected, status) => {
    const result = base.fork().exec(pod, line);
    expect((result.stdout + result.stderr).replace(/10\.1?\d\d?\.\d+\.\d+/g, "10.*")).toBe(
      expected,
    );
    expect(result.status).toBe(status);
  });

  it("spreads calls over the endpoints, and keeps a client to one when asked", () => {
    const cluster = base.fork();
    const hits = (): number[] =>
      cluster.client
        .list("Pod", { namespace: "default", labelSelector: "app=web" })
        .map(
          ({ metadata }) => logOf(cluster, metadata.name, "web").split("GET /?count").length - 1,
        );
    for (let i = 0; i < 30; i++) cluster.exec("box", "wget -qO- http://web/?count");
    expect(hits().every((count) => count > 2)).toBe(true);
    expect(hits().reduce((sum, count) => sum + count, 0)).toBe(30);
    const sticky = base.fork();
    for (let i = 0; i < 10; i++) sticky.exec("box", "wget -qO- http://sticky/?count");
    const counts = sticky.client
      .list("Pod", { namespace: "default", labelSelector: "app=web" })
      .map(({ metadata }) => logOf(sticky, metadata.name, "web").split("GET /?count").length - 1);
    expect(counts.sort()).toEqual([0, 0, 10]);
  });

  it("needs kube-proxy on the caller's node for services, not for pods", () => {
    const cluster = base.fork();
    const node = cluster.pod("box").spec?.nodeName;
    cluster.client.delete("Pod", { namespace: system, name: `kube-proxy-${node}` });
    cluster.advance(3000);
    const address = cluster.client.get("Service", { namespace: "default", name: "web" })?.spec
      ?.clusterIP;
    expect(cluster.exec("box", `wget -T 2 -qO- http://${address}`).stderr).toBe(
      "wget: download timed out\n",
    );
    const pod = cluster.client.list("Pod", { namespace: "default", labelSelector: "app=web" })[0]
      ?.status?.podIP;
    expect(cluster.exec("box", `wget -qO- http://${pod}`).status).toBe(0);
  });
});

describe("names", () => {
  it("are answered with addresses", () => {
    const address = base.client.get("Service", { namespace: "default", name: "web" })?.spec
      ?.clusterIP;
    expect(base.fork().exec("box", "nslookup web").stdout).toBe(
      `Server:\t\t10.96.0.10\nAddress:\t10.96.0.10:53\n\nName:\tweb.default.svc.cluster.local\nAddress: ${address}\n\n`,
    );
    expect(base.fork().exec("net", "dig +short web.default.svc.cluster.local").stdout).toBe(
      `${address}\n`,
    );
    expect(base.fork().exec("box", "nslookup head").stdout.match(/Name:/g)).toHaveLength(3);
  });

  it("need a server that is ready", () => {
    const cluster = base.fork();
    cluster.client.delete("Pod", { namespace: system, name: "coredns" });
    cluster.advance(3000);
    const before = cluster.state.now;
    expect(cluster.exec("box", "nslookup web")).toMatchObject({
      stdout: ";; connection timed out; no servers could be reached\n\n",
      status: 1,
    });
    expect(cluster.state.now - before).toBe(10_000);
  });
});

describe("network policies", () => {
  const policy = (spec: NetworkPolicySpec): NetworkPolicy => ({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "p", namespace: "default" },
    spec,
  });
  const web = { matchLabels: { app: "web" } };
  const box = { matchLabels: { role: "box" } };
  const rows: [string, NetworkPolicySpec, boolean, boolean][] = [
    ["deny all ingress", { podSelector: web, policyTypes: ["Ingress"] }, false, false],
    ["allow all ingress", { podSelector: web, ingress: [{}] }, true, true],
    ["from a pod", { podSelector: web, ingress: [{ from: [{ podSelector: box }] }] }, true, false],
    [
      "from a namespace",
      { podSelector: web, ingress: [{ from: [{ namespaceSelector: {} }] }] },
      true,
      true,
    ],
    ["another port", { podSelector: web, ingress: [{ ports: [{ port: 8080 }] }] }, false, false],
    [
      "the port",
      { podSelector: web, ingress: [{ ports: [{ port: 80, protocol: "TCP" }] }] },
      true,
      true,
    ],
    [
      "a range of addresses",
      { podSelector: web, ingress: [{ from: [{ ipBlock: { cidr: "10.244.0.0/16" } }] }] },
      true,
      true,
    ],
    ["nothing leaves", { podSelector: box, policyTypes: ["Egress"] }, false, true],
  ];
  it.each(rows)("%s", (_name, spec, fromBox, fromNet) => {
    const cluster = base.fork();
    cluster.policies = [policy(spec)];
    const address = cluster.client.get("Service", { namespace: "default", name: "web" })?.spec
      ?.clusterIP;
    expect(cluster.exec("box", `wget -T 2 -qO- http://${address}`).status).toBe(fromBox ? 0 : 1);
    expect(cluster.exec("net", `curl -m 2 -s http://${address}`).status).toBe(fromNet ? 0 : 28);
  });
});
