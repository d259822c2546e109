// The control plane as static pods: its manifests are what makes it work.
import { beforeAll, describe, expect, it } from "vitest";
import { Cluster } from "../cluster";

let base: Cluster;
beforeAll(() => {
  base = Cluster.create({ preset: "three-nodes", seed: 1 });
});

const run = (cluster: Cluster, line: string) =>
  cluster.run("controlplane", line, { timeoutMs: 120_000 });
const copy = (cluster: Cluster): Cluster =>
  Cluster.restore(JSON.parse(JSON.stringify(cluster.save())));
const manifests = "/etc/kubernetes/manifests";

describe("the scheduler's manifest", () => {
  it("taken away leaves new pods Pending, put back schedules them", () => {
    const cluster = base.fork();
    run(
      cluster,
      `mv ${manifests}/kube-scheduler.yaml /tmp; sleep 15; kubectl run web --image=nginx`,
    );
    for (const each of [cluster.fork(), copy(cluster)]) {
      each.advance(30_000);
      expect(run(each, "kubectl get pod web").stdout).toContain("Pending");
      run(each, `mv /tmp/kube-scheduler.yaml ${manifests}/`);
      each.advance(25_000);
      expect(run(each, "kubectl get pod web").stdout).toContain("Running");
    }
  });

  it("with a flag that nobody knows crashes, and says so", () => {
    const cluster = base.fork();
    run(
      cluster,
      `sed -i 's/--leader-elect=true/--leeder-elect=true/' ${manifests}/kube-scheduler.yaml`,
    );
    cluster.advance(40_000);
    const pods = run(cluster, "kubectl get pods -n kube-system").stdout;
    expect(pods).toMatch(/kube-scheduler-controlplane +0\/1 +(Error|CrashLoopBackOff)/);
    expect(
      run(cluster, "kubectl logs -n kube-system kube-scheduler-controlplane").stdout,
    ).toContain("unknown flag: --leeder-elect");
  });
});

describe("the controller manager's manifest", () => {
  it("taken away leaves a ReplicaSet without its pods", () => {
    const cluster = base.fork();
    run(cluster, `mv ${manifests}/kube-controller-manager.yaml /tmp; sleep 15`);
    run(cluster, "kubectl create deployment web --image=nginx --replicas=2");
    cluster.advance(30_000);
    expect(run(cluster, "kubectl get pods").stderr).toContain("No resources found");
    run(cluster, `mv /tmp/kube-controller-manager.yaml ${manifests}/`);
    cluster.advance(40_000);
    expect(run(cluster, "kubectl get deployment web").stdout).toContain("2/2");
  });
});

describe("the API server's manifest", () => {
  it("with a certificate that is not there: refused, while crictl answers", () => {
    const cluster = base.fork();
    run(cluster, `sed -i s,pki/ca.crt,pki/nope.crt, ${manifests}/kube-apiserver.yaml`);
    cluster.advance(60_000);
    for (const each of [cluster.fork(), copy(cluster)]) {
      expect(run(each, "kubectl get nodes").stderr).toContain("was refused - did you specify");
      expect(run(each, "crictl ps -a").stdout).toMatch(/Exited +kube-apiserver/);
      const last = "crictl logs $(crictl ps -aq --name kube-apiserver | head -1)";
      expect(run(each, last).stderr).toContain("open /etc/kubernetes/pki/nope.crt: no such file");
      run(each, `sed -i s,pki/nope.crt,pki/ca.crt, ${manifests}/kube-apiserver.yaml`);
      each.advance(60_000);
      expect(run(each, "kubectl get nodes").stdout).toContain("controlplane   Ready");
    }
  });

  it("that is no YAML is no pod", () => {
    const cluster = base.fork();
    run(cluster, `sed -i 's/^  containers:/ containers:/' ${manifests}/kube-apiserver.yaml`);
    cluster.advance(60_000);
    expect(run(cluster, "kubectl get nodes").stderr).toContain("was refused");
  });
});

describe("a snapshot of the cluster's etcd", () => {
  it("brings back what was lost since, from a new data directory", () => {
    const cluster = base.fork();
    const pki = "/etc/kubernetes/pki/etcd";
    const tls = `--endpoints=https://127.0.0.1:2379 --cacert=${pki}/ca.crt --cert=${pki}/server.crt --key=${pki}/server.key`;
    run(cluster, "kubectl create configmap memo --from-literal=a=b");
    expect(run(cluster, `etcdctl ${tls} snapshot save /opt/backup.db`).status).toBe(0);
    run(cluster, "kubectl delete configmap memo; kubectl create configmap late");
    run(cluster, "etcdutl snapshot restore /opt/backup.db --data-dir /var/lib/etcd-restored");
    run(
      cluster,
      `sed -i 's,path: /var/lib/etcd$,path: /var/lib/etcd-restored,' ${manifests}/etcd.yaml`,
    );
    for (const each of [cluster.fork(), copy(cluster)]) {
      each.advance(60_000);
      expect(run(each, "kubectl get configmap memo -o jsonpath={.data.a}").stdout).toBe("b");
      expect(run(each, "kubectl get configmap late").stderr).toContain("NotFound");
      run(each, "kubectl create deployment web --image=nginx");
      each.advance(20_000);
      expect(run(each, "kubectl get deployment web").stdout).toContain("1/1");
    }
  });
});

describe("a mirror pod", () => {
  it("comes back when it is deleted", () => {
    const cluster = base.fork();
    run(cluster, "kubectl delete pod -n kube-system etcd-controlplane");
    cluster.advance(15_000);
    expect(run(cluster, "kubectl get pod -n kube-system etcd-controlplane").stdout).toContain(
      "1/1",
    );
  });

  it("is made for a manifest on any node, and goes with it", () => {
    const cluster = base.fork();
    const text =
      "apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec: {containers: [{name: a, image: nginx}]}\n";
    cluster.files("node01").write(`${manifests}/web.yaml`, text);
    cluster.advance(20_000);
    expect(run(cluster, "kubectl get pods").stdout).toMatch(/web-node01 +1\/1 +Running/);
    cluster.files("node01").remove(`${manifests}/web.yaml`);
    cluster.advance(20_000);
    expect(run(cluster, "kubectl get pods").stderr).toContain("No resources found");
  });
});
