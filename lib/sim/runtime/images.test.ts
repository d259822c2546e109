import { describe, expect, it } from "vitest";
import { State } from "../kernel/state";
import { podOf, shownStatus, TestCluster } from "../kubelet/testing/test-cluster";
import { fullName, parseImage } from "./image-reference";
import { planPull } from "./image-store";
import { images } from "./images";

describe("image names", () => {
  const rows: [string, string | undefined][] = [
    ["nginx", "docker.io/library/nginx:latest"],
    ["nginx:1.27", "docker.io/library/nginx:1.27"],
    ["kodekloud/webapp-color:v1", "docker.io/kodekloud/webapp-color:v1"],
    ["registry.k8s.io/pause:3.10", "registry.k8s.io/pause:3.10"],
    ["localhost:5000/app", "localhost:5000/app:latest"],
    ["NGINX", undefined],
    ["nginx:", undefined],
    ["nginx latest", undefined],
  ];
  it.each(rows)("%s", (text, expected) => {
    const parsed = parseImage(text);
    expect(parsed && fullName(parsed)).toBe(expected);
  });
});

describe("pulls", () => {
  const known = [
    "nginx",
    "nginx:1.25",
    "nginx:1.29",
    "nginx:1.27-alpine",
    "nginx:stable",
    "nginx:1.14.2",
    "redis:alpine",
    "busybox:1.28",
    "mysql:8.0",
    "postgres:16-alpine",
    "registry.k8s.io/etcd:3.6.8-0",
  ];
  it.each(known)("%s exists", (name) => {
    expect(planPull(State.startingAt(0), name).kind).toBe("pulls");
  });

  const refused: [string, string][] = [
    [
      "nginx:1.99",
      'failed to pull and unpack image "docker.io/library/nginx:1.99": failed to resolve image: docker.io/library/nginx:1.99: not found',
    ],
    [
      "ngnix",
      "failed to resolve image: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed",
    ],
    [
      "registry.example.com/app:1.0",
      'failed to do request: Head "https://registry.example.com/v2/app/manifests/1.0": dial tcp: lookup registry.example.com: no such host',
    ],
  ];
  it.each(refused)("%s does not", (name, words) => {
    const plan = planPull(State.startingAt(0), name);
    expect(plan.kind === "fails" && plan.error).toContain(words);
  });

  it("take as long as their size, the same for the same seed", () => {
    const ms = (name: string): number => planPull(State.startingAt(0), name).durationMs;
    expect(ms("busybox")).toBeLessThan(1000);
    expect(ms("mysql")).toBeGreaterThan(3000);
    expect(ms("mysql")).toBe(ms("mysql"));
  });
});

describe("every image", () => {
  const tagOf = (tags: RegExp): string =>
    ["latest", "v1.36.2", "v1.14.1", "v0.8.0", "3.6.8-0", "3.10", "1.0", "2.53", "1.7"].find(
      (tag) => tags.test(tag),
    ) ?? "";
  const needs: Readonly<Record<string, object>> = {
    "docker.io/library/mysql": { MYSQL_ROOT_PASSWORD: "x" },
    "docker.io/library/mariadb": { MARIADB_ROOT_PASSWORD: "x" },
    "docker.io/library/postgres": { POSTGRES_PASSWORD: "x" },
    "docker.io/hashicorp/http-echo": { ECHO_TEXT: "x" },
  };
  it.each(images.map(({ repository }) => repository))(
    "%s starts and stops in time",
    (repository) => {
      const image = images.find((each) => each.repository === repository);
      const cluster = TestCluster.create();
      const env = Object.entries(needs[repository] ?? {}).map(([name, value]) => ({ name, value }));
      const name = `${repository}:${tagOf(image?.tags ?? /./)}`;
      cluster.client.create("Pod", podOf("it", { image: name, env }));
      cluster.advance(20_000);
      // What has no server of its own ends at once and is restarted.
      expect(shownStatus(cluster.pod("it"))).toMatch(
        /^(1\/1 Running 0|0\/1 (Completed|CrashLoopBackOff|Error) \d+)$/,
      );
      cluster.client.delete("Pod", { namespace: "default", name: "it" });
      // `sleep` as the first process does not hear TERM.
      cluster.advance(image?.command?.[0] === "sleep" ? 31_000 : 3000);
      expect(cluster.client.get("Pod", { namespace: "default", name: "it" })).toBeUndefined();
    },
  );

  it("mysql says what it needs", () => {
    const cluster = TestCluster.create();
    cluster.client.create("Pod", podOf("db", { image: "mysql:8.4" }, { restartPolicy: "Never" }));
    cluster.advance(20_000);
    const row = cluster.runtime.containersOn("node01")[0];
    const log = cluster.machines.files("node01").read(row?.logPath ?? "");
    expect(row?.exitCode).toBe(1);
    expect(log).toContain("Database is uninitialized and password option is not specified");
    expect(log).toContain("    - MYSQL_ROOT_PASSWORD");
  });

  it("two servers of one pod cannot have one port", () => {
    const cluster = TestCluster.create();
    const container = (name: string) => ({ name, image: "nginx:1.27" });
    cluster.client.create("Pod", {
      metadata: { name: "clash", namespace: "default" },
      spec: { containers: [container("one"), container("two")] },
    });
    cluster.advance(8000);
    expect(shownStatus(cluster.pod("clash"))).toMatch(/^1\/2 (Error|CrashLoopBackOff) 1$/);
    const row = cluster.runtime.containersOn("node01").find(({ name }) => name === "two");
    const log = cluster.machines.files("node01").read(row?.logPath ?? "");
    expect(
      log.match(
        /nginx: \[emerg\] bind\(\) to 0\.0\.0\.0:80 failed \(98: Address already in use\)/g,
      ),
    ).toHaveLength(5);
    expect(log).toContain("nginx: [emerg] still could not bind()");
  });

  it("nginx serves what is mounted, and refuses a bad configuration", () => {
    const cluster = TestCluster.create();
    const conf = (name: string, text: string) =>
      cluster.client.create("ConfigMap", {
        metadata: { name, namespace: "default" },
        data: { "default.conf": text },
      });
    conf("good", 'server { listen 8080; location / { return 200 "hello $host\\n"; } }\n');
    conf("bad", "server { listen 8080;\n");
    for (const name of ["good", "bad"]) {
      const volumeMounts = [{ name: "c", mountPath: "/etc/nginx/conf.d" }];
      const volumes = [{ name: "c", configMap: { name } }];
      cluster.client.create("Pod", podOf(name, { image: "nginx:1.27", volumeMounts }, { volumes }));
    }
    cluster.advance(4000);
    expect(cluster.exec("good", "curl -s localhost:8080").stdout).toBe("hello $host\n");
    expect(shownStatus(cluster.pod("bad"))).toMatch(/^0\/1 (Error|CrashLoopBackOff) \d$/);
  });
});
