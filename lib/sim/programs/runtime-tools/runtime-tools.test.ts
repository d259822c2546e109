// crictl, ctr and nerdctl on a node: what each sees, and what the kubelet makes of it.
import { beforeAll, describe, expect, it } from "vitest";
import { Cluster } from "../../cluster";

let base: Cluster;
beforeAll(() => {
  base = Cluster.create({ preset: "three-nodes", seed: 1 });
  const overrides = `'{"spec":{"nodeName":"node01"}}'`;
  base.run("controlplane", `kubectl run web --image=nginx:1.27 --overrides=${overrides}`);
  base.settle();
});

const run = (cluster: Cluster, line: string) => cluster.run("node01", line, { timeoutMs: 60_000 });
const pod = (cluster: Cluster) =>
  cluster.client().get("Pod", { namespace: "default", name: "web" });
const copy = (cluster: Cluster): Cluster =>
  Cluster.restore(JSON.parse(JSON.stringify(cluster.save())));

describe("crictl", () => {
  it("lists what the kubelet has, and nothing else", () => {
    const cluster = base.fork();
    run(cluster, "nerdctl run -d --name other nginx; ctr -n k8s.io images ls");
    const { stdout } = run(cluster, "crictl ps");
    expect(stdout).toMatch(
      /^CONTAINER +IMAGE +CREATED +STATE +NAME +ATTEMPT +POD ID +POD +NAMESPACE\n/,
    );
    expect(
      stdout
        .trimEnd()
        .split("\n")
        .map((line) => line.split(/ {2,}/)[4])
        .sort(),
    ).toEqual(["NAME", "kube-proxy", "web"]);
    expect(run(cluster, "crictl pods -q --name web").stdout).toMatch(/^[0-9a-f]{64}\n$/);
    expect(run(cluster, "crictl images").stdout).toMatch(/docker.io\/library\/nginx +1\.27 /);
  });

  it("reads logs and runs commands in a container", () => {
    const cluster = base.fork();
    expect(run(cluster, "crictl exec $(crictl ps -q --name web) hostname").stdout).toBe("web\n");
    expect(run(cluster, "crictl logs --tail 1 $(crictl ps -q --name web)").stderr).toContain(
      "start worker",
    );
    expect(run(cluster, "crictl logs nope").stderr).toContain("NotFound");
  });

  it.each([
    ["stop", "crictl stop $(crictl ps -q --name web)"],
    ["rm -f", "crictl rm -f $(crictl ps -q --name web)"],
    ["rmp -f", "crictl rmp -f $(crictl pods -q --name web)"],
  ])("%s is undone by the kubelet", (_name, line) => {
    const cluster = base.fork();
    const before = run(cluster, "crictl ps -q --name web").stdout;
    expect(run(cluster, line).status).toBe(0);
    for (const each of [cluster.fork(), copy(cluster)]) {
      each.advance(30_000);
      const after = run(each, "crictl ps -q --name web").stdout;
      expect(after).toMatch(/^[0-9a-f]{64}\n$/);
      expect(after).not.toBe(before);
      expect(pod(each)?.status?.containerStatuses?.[0]?.ready).toBe(true);
      expect(pod(each)?.status?.podIP).toBeDefined();
    }
  });

  it("cannot speak to a runtime that does not run", () => {
    const cluster = base.fork();
    run(cluster, "systemctl stop containerd");
    const { stderr, status } = run(cluster, "crictl ps");
    expect(stderr).toContain("validate CRI v1 runtime API for endpoint");
    expect(status).toBe(1);
  });
});

describe("ctr", () => {
  it("needs whole names and keeps namespaces apart", () => {
    const cluster = base.fork();
    expect(run(cluster, "ctr images pull nginx").stderr).toContain("object required");
    run(cluster, "ctr images pull docker.io/library/busybox:1.36");
    expect(run(cluster, "ctr images ls -q").stdout).toBe("docker.io/library/busybox:1.36\n");
    expect(run(cluster, "ctr -n k8s.io images ls -q").stdout).not.toContain("busybox");
  });

  it("runs a container the kubelet never touches, also in k8s.io", () => {
    const cluster = base.fork();
    run(cluster, "ctr -n k8s.io images pull docker.io/library/busybox:1.36");
    run(cluster, "ctr -n k8s.io run -d docker.io/library/busybox:1.36 mine sleep 3600");
    cluster.advance(120_000);
    run(cluster, "systemctl restart kubelet");
    cluster.advance(60_000);
    expect(run(cluster, "ctr -n k8s.io tasks ls").stdout).toMatch(/^mine +\d+ +RUNNING/m);
    expect(run(cluster, "crictl ps").stdout).not.toContain("mine");
  });

  it("kills with a signal, and only a stopped container can be removed", () => {
    const cluster = base.fork();
    run(cluster, "ctr images pull docker.io/library/busybox:1.36");
    run(cluster, "ctr run -d docker.io/library/busybox:1.36 sleeper sleep 3600");
    expect(run(cluster, "ctr containers rm sleeper").stderr).toContain(
      "cannot delete a non stopped container",
    );
    run(cluster, "ctr tasks kill sleeper");
    expect(run(cluster, "ctr tasks ls").stdout).toMatch(/RUNNING/);
    run(cluster, "ctr tasks kill -s SIGKILL sleeper; sleep 1");
    expect(run(cluster, "ctr tasks ls").stdout).toMatch(/STOPPED/);
    expect(run(cluster, "ctr tasks rm sleeper; ctr containers rm sleeper").stderr).toContain(
      "code 137",
    );
    expect(run(cluster, "ctr containers ls -q").stdout).toBe("");
  });
});

describe("nerdctl", () => {
  it("publishes a port, and takes it away with the container", () => {
    const cluster = base.fork();
    run(cluster, "nerdctl run -d --name redis-web -p 8080:80 nginx:alpine; sleep 1");
    const later = copy(cluster);
    expect(run(later, "curl -s localhost:8080").stdout).toContain("Welcome to nginx!");
    expect(run(later, "nerdctl ps").stdout).toContain("0.0.0.0:8080->80/tcp");
    expect(run(later, "nerdctl rm redis-web").stderr).toContain("is in running status");
    run(later, "nerdctl rm -f redis-web");
    expect(run(later, "curl -s localhost:8080").status).toBe(7);
  });

  it("says why it does not build", () => {
    expect(run(base.fork(), "nerdctl build .").stderr).toContain("not simulated here");
  });

  it("gives the status of what it ran", () => {
    expect(run(base.fork(), "nerdctl run --rm busybox sh -c 'exit 4'").status).toBe(4);
  });
});
