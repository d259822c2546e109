import { describe, expect, it } from "vitest";
import { logOf, podOf, shownStatus, TestCluster } from "./testing/test-cluster";

describe("environment", () => {
  it("is made of values, fields, resources and services", () => {
    const cluster = TestCluster.create();
    cluster.client.create("Service", {
      metadata: { name: "backend", namespace: "default" },
      spec: { ports: [{ name: "80-8080", port: 80, protocol: "TCP", targetPort: 8080 }] },
    });
    const field = (fieldPath: string) => ({ fieldRef: { fieldPath } });
    const resource = (name: string, divisor?: string) => ({
      resourceFieldRef: { resource: name, ...(divisor ? { divisor } : {}) },
    });
    cluster.client.create("Pod", {
      ...podOf(
        "env",
        {
          command: ["env"],
          resources: {
            requests: { cpu: "100m", memory: "64Mi" },
            limits: { cpu: "250m", memory: "128Mi" },
          },
          env: [
            { name: "PLAIN", value: "1" },
            { name: "COMPOSED", value: "http://$(PLAIN).example" },
            { name: "UNKNOWN", value: "$(NOPE)" },
            { name: "POD_NAME", valueFrom: field("metadata.name") },
            { name: "POD_IP", valueFrom: field("status.podIP") },
            { name: "NODE", valueFrom: field("spec.nodeName") },
            { name: "LABEL", valueFrom: field("metadata.labels['app']") },
            { name: "CPU_LIMIT", valueFrom: resource("limits.cpu") },
            { name: "MEM_MI", valueFrom: resource("limits.memory", "1Mi") },
          ],
        },
        { restartPolicy: "Never" },
      ),
      metadata: { name: "env", namespace: "default", labels: { app: "env" } },
    });
    cluster.advance(5000);
    const lines = logOf(cluster, "env").split("\n");
    const address = cluster.client.get("Service", { namespace: "default", name: "backend" })?.spec
      ?.clusterIP;
    expect(lines).toEqual(
      expect.arrayContaining([
        "HOSTNAME=env",
        "COMPOSED=http://1.example",
        "UNKNOWN=$(NOPE)",
        "POD_NAME=env",
        "POD_IP=10.244.1.2",
        "NODE=node01",
        "LABEL=env",
        "CPU_LIMIT=1",
        "MEM_MI=128",
        `BACKEND_SERVICE_HOST=${address}`,
        `BACKEND_PORT=tcp://${address}:80`,
        "BACKEND_SERVICE_PORT_80_8080=80",
      ]),
    );
  });

  it("waits for a ConfigMap and its key", () => {
    const cluster = TestCluster.create();
    const env = [
      { name: "LEVEL", valueFrom: { configMapKeyRef: { name: "app-config", key: "LOG_LEVEL" } } },
    ];
    cluster.client.create(
      "Pod",
      podOf("cfg", { command: ["sh", "-c", "echo level $LEVEL; sleep 3600"], env }),
    );
    cluster.advance(3000);
    expect(shownStatus(cluster.pod("cfg"))).toBe("0/1 CreateContainerConfigError 0");
    expect(cluster.events("cfg")).toContain(
      'Warning Failed x2: Error: configmap "app-config" not found',
    );
    const map = cluster.client.create("ConfigMap", {
      metadata: { name: "app-config", namespace: "default" },
      data: { WRONG: "x" },
    });
    cluster.advance(15_000);
    expect(cluster.events("cfg").join("\n")).toContain(
      "Error: couldn't find key LOG_LEVEL in ConfigMap default/app-config",
    );
    cluster.client.update("ConfigMap", { ...map, data: { LOG_LEVEL: "info" } });
    cluster.advance(16_000);
    expect(logOf(cluster, "cfg")).toBe("level info\n");
  });
});

describe("volumes", () => {
  it("shows ConfigMaps as files, and a change at the next sync", () => {
    const cluster = TestCluster.create();
    const conf = cluster.client.create("ConfigMap", {
      metadata: { name: "conf", namespace: "default" },
      data: { "app.conf": "port=80\n" },
    });
    const volumeMounts = [
      { name: "conf", mountPath: "/conf" },
      { name: "conf", mountPath: "/etc/single.conf", subPath: "app.conf" },
    ];
    const volumes = [{ name: "conf", configMap: { name: "conf" } }];
    cluster.client.create(
      "Pod",
      podOf("vols", { command: ["sleep", "3600"], volumeMounts }, { volumes }),
    );
    cluster.advance(4000);
    const read = () => cluster.exec("vols", "cat /conf/app.conf /etc/single.conf").stdout;
    expect(read()).toBe("port=80\nport=80\n");
    expect(cluster.exec("vols", "echo x > /conf/app.conf").status).toBe(1);
    cluster.client.update("ConfigMap", { ...conf, data: { "app.conf": "port=81\n" } });
    cluster.advance(30_000);
    expect(read()).toBe("port=80\nport=80\n");
    cluster.advance(62_000);
    expect(read()).toBe("port=81\nport=80\n");
  });

  it("shares an emptyDir between containers", () => {
    const cluster = TestCluster.create();
    const container = (name: string, line: string) => ({
      name,
      image: "busybox:1.36",
      command: ["sh", "-c", line],
      volumeMounts: [{ name: "d", mountPath: "/d" }],
    });
    cluster.client.create("Pod", {
      metadata: { name: "two", namespace: "default" },
      spec: {
        containers: [
          container("a", "echo hello > /d/x; sleep 600"),
          container("b", "sleep 2; cat /d/x; sleep 600"),
        ],
        volumes: [{ name: "d", emptyDir: {} }],
      },
    });
    cluster.advance(5000);
    expect(logOf(cluster, "two", "b")).toBe("hello\n");
  });

  it("says what cannot be mounted", () => {
    const cluster = TestCluster.create();
    const volumes = [{ name: "d", hostPath: { path: "/nope/dir", type: "Directory" } }];
    cluster.client.create(
      "Pod",
      podOf("hostdir", { volumeMounts: [{ name: "d", mountPath: "/data" }] }, { volumes }),
    );
    cluster.advance(25_000);
    expect(shownStatus(cluster.pod("hostdir"))).toBe("0/1 ContainerCreating 0");
    expect(cluster.events("hostdir")).toContain(
      'Warning FailedMount x6: MountVolume.SetUp failed for volume "d" : hostPath type check failed: /nope/dir is not a directory',
    );
  });
});

describe("admission", () => {
  it("refuses what does not fit", () => {
    const cluster = TestCluster.create();
    const resources = { requests: { cpu: "64" } };
    cluster.client.create("Pod", podOf("big", { resources }, { nodeName: "node01" }));
    cluster.advance(2000);
    expect(cluster.pod("big").status).toMatchObject({
      phase: "Failed",
      reason: "OutOfcpu",
      message:
        "Pod was rejected: Node didn't have enough resource: cpu, requested: 64000, used: 0, capacity: 8000",
    });
  });
});

describe("the node", () => {
  it("goes on where it was when its kubelet comes back", () => {
    const cluster = TestCluster.create();
    cluster.client.create("Pod", podOf("web", { image: "nginx:1.27" }));
    cluster.advance(5000);
    cluster.stopNode("node01");
    cluster.client.delete("Pod", { namespace: "default", name: "web" });
    cluster.advance(100_000);
    expect(shownStatus(cluster.pod("web"))).toBe("1/1 Terminating 0");
    expect(cluster.client.get("Node", { name: "node01" })?.status?.conditions?.at(-1)?.status).toBe(
      "Unknown",
    );
    cluster.startNode("node01");
    cluster.advance(2000);
    expect(
      cluster.client.get("Node", { name: "node01" })?.status?.conditions?.at(-1),
    ).toMatchObject({
      type: "Ready",
      status: "True",
      reason: "KubeletReady",
      message: "kubelet is posting ready status",
    });
    expect(cluster.client.get("Pod", { namespace: "default", name: "web" })).toBeUndefined();
    expect(cluster.events("node01")).toContain("Normal Starting x2: Starting kubelet.");
  });
});
