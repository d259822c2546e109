import { getPath } from "@/lib/sim/meta/object";
import { listObjects } from "../client";
import type { Command } from "../command";
import { asError, CommandError } from "../command-error";
import { knownKind } from "../create/generator";
import type { Session } from "../session";

const serviceKind = knownKind("v1", "Service", "services");

export const clusterInfo: Command = {
  name: "cluster-info",
  summary: "Display cluster information",
  usage: "",
  subcommands: [
    {
      name: "dump",
      summary: "Dump relevant information for debugging and diagnosis",
      run() {
        throw new CommandError("cluster-info dump is not simulated here");
      },
    },
  ],
  run: runClusterInfo,
};

function runClusterInfo(session: Session): number {
  const { io, cluster } = session;
  const advice =
    "\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'.\n";
  const colour =
    io.process.terminalColumns === undefined
      ? (_: number, text: string) => text
      : (code: number, text: string) => `\u001b[0;${code}m${text}\u001b[0m`;
  try {
    // The real command looks for its kinds first, so a dead server is met in discovery.
    cluster.discovery.all();
    const selection = { labelSelector: "kubernetes.io/cluster-service=true" };
    const { items } = listObjects(
      cluster.client,
      { kind: serviceKind, namespace: "kube-system" },
      selection,
    );
    const line = (name: string, url: string) =>
      io.stdout(`${colour(32, name)} is running at ${colour(33, url)}\n`);
    const { server } = cluster.client.target;
    line("Kubernetes control plane", server);
    for (const service of items) {
      const { name, labels, namespace = "" } = service.metadata;
      const port = getPath(service, ["spec", "ports", 0, "name"]);
      const suffix = typeof port === "string" && port !== "" ? `${name}:${port}` : name;
      line(
        labels?.["kubernetes.io/name"] ?? name,
        `${server}/api/v1/namespaces/${namespace}/services/${suffix}/proxy`,
      );
    }
  } catch (thrown) {
    const error = asError(thrown);
    io.stdout(advice);
    throw error;
  }
  io.stdout(advice);
  return 0;
}
