// A cluster with a metrics-server for tests of usage and what follows from it: one is built, each test gets a fork.
import { Cluster } from "../cluster";

let base: Cluster | undefined;

export function forkMetrics(): Cluster {
  base ??= Cluster.create({ preset: "metrics", seed: 1 });
  return base.fork();
}

/** What a command on the control plane prints. */
export function output(cluster: Cluster, line: string): string {
  const { stdout, stderr } = cluster.run("controlplane", line);
  return stdout + stderr;
}

/** `web`: a Deployment of one replica with a Service of its own, ready. */
export function serve(cluster: Cluster, image: string): void {
  const client = cluster.client();
  const metadata = { name: "web", namespace: "default" };
  const labels = { app: "web" };
  const resources = { requests: { cpu: "200m" }, limits: { cpu: "500m" } };
  client.create("Deployment", {
    metadata,
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: "web", image, resources }] } },
    },
  });
  client.create("Service", { metadata, spec: { selector: labels, ports: [{ port: 80 }] } });
  cluster.settle();
  cluster.advance(60_000);
}

/** A pod that asks the Service as fast as it can. */
export function load(cluster: Cluster): void {
  const loop = "while true; do wget -q -O- http://web; done";
  cluster.run("controlplane", `kubectl run load --image=busybox -- sh -c "${loop}"`);
}
