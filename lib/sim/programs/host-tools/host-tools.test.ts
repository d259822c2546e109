// A node is broken and mended with the tools of the node; each state survives a save and a fork.
import { beforeAll, describe, expect, it } from "vitest";
import { Cluster } from "../../cluster";

let base: Cluster;
beforeAll(() => {
  base = Cluster.create({ preset: "three-nodes", seed: 1 });
});

const readiness = (cluster: Cluster, node: string): string | undefined =>
  cluster
    .client()
    .get("Node", { name: node })
    ?.status?.conditions?.find(({ type }) => type === "Ready")?.status;

const run = (cluster: Cluster, line: string, machine = "controlplane") =>
  cluster.run(machine, line, { timeoutMs: 60_000 });

const copy = (cluster: Cluster): Cluster =>
  Cluster.restore(JSON.parse(JSON.stringify(cluster.save())));

interface Fault {
  readonly name: string;
  readonly breaks: string;
  /** What the journal or the tool says of it. */
  readonly look: string;
  readonly says: RegExp;
  readonly cure: string;
}

const faults: readonly Fault[] = [
  {
    name: "the kubelet was stopped",
    breaks: "systemctl stop kubelet",
    look: "systemctl status kubelet",
    says: /Active: inactive \(dead\)/,
    cure: "systemctl start kubelet",
  },
  {
    name: "the client CA of the kubelet is not there",
    breaks: "sed -i s/ca.crt/WRONG.crt/ /var/lib/kubelet/config.yaml; systemctl restart kubelet",
    look: "sleep 5; journalctl -u kubelet --no-pager | tail -3",
    says: /unable to load client CA file \/etc\/kubernetes\/pki\/WRONG.crt: open .*: no such file/,
    cure: "sed -i s/WRONG.crt/ca.crt/ /var/lib/kubelet/config.yaml",
  },
  {
    name: "the kubelet's configuration is gone",
    breaks: "mv /var/lib/kubelet/config.yaml /tmp; systemctl restart kubelet",
    look: "sleep 5; systemctl status kubelet; journalctl -u kubelet -n 5",
    says: /failed to load kubelet config file, path: \/var\/lib\/kubelet\/config.yaml/,
    cure: "mv /tmp/config.yaml /var/lib/kubelet/config.yaml; systemctl restart kubelet",
  },
  {
    name: "a flag that the kubelet does not know",
    breaks:
      "echo 'KUBELET_KUBEADM_ARGS=\"--network-plugin=cni\"' > /var/lib/kubelet/kubeadm-flags.env; systemctl restart kubelet",
    look: "sleep 1; journalctl -xeu kubelet",
    says: /failed to parse kubelet flag: unknown flag: --network-plugin/,
    cure: "echo 'KUBELET_KUBEADM_ARGS=' > /var/lib/kubelet/kubeadm-flags.env; systemctl restart kubelet",
  },
  {
    name: "the binary in the unit is not there",
    breaks:
      "sed -i s,/usr/bin/kubelet,/usr/local/bin/kubelet, /usr/lib/systemd/system/kubelet.service.d/10-kubeadm.conf; systemctl daemon-reload; systemctl restart kubelet",
    look: "systemctl status kubelet",
    says: /status=203\/EXEC/,
    cure: "sed -i s,/usr/local/bin/kubelet,/usr/bin/kubelet, /usr/lib/systemd/system/kubelet.service.d/10-kubeadm.conf; systemctl daemon-reload; systemctl restart kubelet",
  },
  {
    name: "containerd was stopped",
    breaks: "systemctl stop containerd",
    look: "systemctl is-active containerd",
    says: /inactive/,
    cure: "systemctl start containerd",
  },
];

describe("a node that is broken and mended", () => {
  it.each(faults)("$name", ({ breaks, look, says, cure }) => {
    const cluster = base.fork();
    run(cluster, breaks, "node01");
    const seen = run(cluster, look, "node01");
    expect(seen.stdout + seen.stderr).toMatch(says);
    const later = copy(cluster);
    for (const each of [cluster.fork(), later]) {
      each.advance(75_000);
      expect(readiness(each, "node01")).not.toBe("True");
      run(each, cure, "node01");
      each.advance(25_000);
      expect(readiness(each, "node01")).toBe("True");
    }
  });
});

describe("systemd", () => {
  it("starts a kubelet that was killed again, after ten seconds", () => {
    const cluster = base.fork();
    run(cluster, "kill -9 $(pidof kubelet)", "node02");
    cluster.advance(100);
    expect(run(cluster, "systemctl is-active kubelet", "node02").stdout).toBe("activating\n");
    cluster.advance(11_000);
    expect(run(cluster, "systemctl is-active kubelet", "node02").stdout).toBe("active\n");
  });

  it("says when unit files have changed and were not read again", () => {
    const cluster = base.fork();
    run(cluster, "echo >> /usr/lib/systemd/system/kubelet.service");
    expect(run(cluster, "systemctl status kubelet").stderr).toContain("systemctl daemon-reload");
    run(cluster, "systemctl daemon-reload");
    expect(run(cluster, "systemctl status kubelet").stderr).toBe("");
  });

  it("knows only units that have a file", () => {
    const answer = run(base.fork(), "systemctl start docker");
    expect(answer.stderr).toBe("Failed to start docker.service: Unit docker.service not found.\n");
    expect(answer.status).toBe(5);
  });
});

describe("tools of a host", () => {
  it("log in to another node and come back", () => {
    const cluster = base.fork();
    expect(run(cluster, "ssh node01 hostname").stdout).toBe("node01\n");
    run(cluster, "systemctl stop ssh", "node01");
    expect(run(cluster, "ssh node01 hostname").stderr).toContain("Connection refused");
  });

  it.each([
    ["whoami", /^root\n$/],
    ["ps aux", /kube-apiserver --advertise-address=172\.30\.1\.2/],
    ["ps -ef | grep -c '[k]ubelet --'", /^1\n$/],
    ["ss -lntp", /0\.0\.0\.0:6443 .*kube-apiserver/],
    ["ip a", /inet 172\.30\.1\.2\/24/],
    ["ip route", /10\.244\.0\.0\/24 dev cni0/],
    ["free -m", /Mem: +4096/],
    ["df -h", /\/dev\/vda1/],
    ["top -bn1", /load average/],
    ["uname -r", /^6\.8\.0-90-generic\n$/],
    ["ls /etc/kubernetes/manifests", /kube-scheduler\.yaml/],
    ["journalctl -u kubelet --since '1 hour ago' -n 1 --no-pager", /controlplane kubelet\[\d+\]: /],
  ])("%s", (line, expected) => {
    const { status, stdout } = run(base.fork(), line);
    expect(stdout).toMatch(expected);
    expect(status).toBe(0);
  });

  it("reach the API server with plain HTTP, as whoever they say they are", () => {
    const cluster = base.fork();
    const curl = "curl -sk https://172.30.1.2:6443";
    expect(run(cluster, `${curl}/api/v1/nodes`).stdout).toContain(
      'nodes is forbidden: User \\"system:anonymous\\" cannot list resource \\"nodes\\"',
    );
    expect(run(cluster, `${curl}/api/v1/nodes -H 'Authorization: Bearer no'`).stdout).toContain(
      '"code": 401',
    );
    expect(run(cluster, `${curl}/healthz`).stdout.trim()).toBe("ok");
    const info = `${curl}/api/v1/namespaces/kube-public/configmaps/cluster-info`;
    expect(run(cluster, info).stdout).toContain('"kind": "ConfigMap"');
  });

  it("ends a container's process by its number on the host", () => {
    const cluster = base.fork();
    run(cluster, "kill -9 $(pidof kube-scheduler)");
    cluster.advance(3000);
    const pod = cluster
      .client()
      .get("Pod", { namespace: "kube-system", name: "kube-scheduler-controlplane" });
    expect(pod?.status?.containerStatuses?.[0]?.restartCount).toBe(1);
  });
});
