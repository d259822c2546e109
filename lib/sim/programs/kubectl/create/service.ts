import { goQuote } from "@/lib/sim/meta/go-text";
import { dns1123Subdomain, portName, portNumber } from "@/lib/sim/meta/names";
import type { Command } from "../command";
import { CommandError } from "../command-error";
import type { Session } from "../session";
import { defineGenerator, knownKind, orNothing } from "./generator";

const resource = knownKind("v1", "Service", "services");

interface ServiceCommand {
  readonly name: string;
  readonly type: "ClusterIP" | "NodePort" | "LoadBalancer" | "ExternalName";
  readonly summary: string;
  readonly flags: string;
  readonly usage: string;
}

function serviceCommand({ name, type, summary, flags, usage }: ServiceCommand): Command {
  return defineGenerator({
    name,
    summary,
    flags,
    usage,
    resource,
    failure: `failed to create ${type} service: `,
    build: (session, serviceName) => buildService(session, type, serviceName),
  });
}

function buildService({ flags }: Session, type: ServiceCommand["type"], name: string) {
  const clusterIp = flags.string("clusterip");
  const tcp = flags.list("tcp");
  if (clusterIp !== "None" && tcp.length === 0 && type !== "ExternalName") {
    throw new CommandError("at least one tcp port specifier must be provided");
  }
  const externalName = flags.string("external-name");
  if (type === "ExternalName" && dns1123Subdomain(externalName).length > 0) {
    throw new CommandError(`invalid service external name ${externalName}`);
  }
  const nodePort = flags.number("node-port");
  const ports = tcp.map((spec) => ({
    name: spec.replaceAll(":", "-"),
    protocol: "TCP",
    ...parsePorts(spec),
    nodePort: nodePort === 0 ? undefined : nodePort,
  }));
  return {
    metadata: { name, labels: { app: name } },
    spec: {
      ports: orNothing(ports),
      selector: { app: name },
      clusterIP: orNothing(clusterIp),
      type,
      externalName: orNothing(externalName),
    },
    status: { loadBalancer: {} },
  };
}

/** `80`, `80:8080`, `80:http`. */
export function parsePorts(spec: string): { port: number; targetPort: number | string } {
  const [first = "", second] = spec.split(":");
  const port = Number(first);
  if (!/^\d+$/.test(first))
    throw new CommandError(`strconv.ParseUint: parsing ${goQuote(first)}: invalid syntax`);
  if (port > 65535)
    throw new CommandError(`strconv.ParseUint: parsing ${goQuote(first)}: value out of range`);
  if (second === undefined) return { port, targetPort: port };
  const isNumber = /^[+-]?\d+$/.test(second);
  const problems = isNumber ? portNumber(Number(second)) : portName(second);
  if (problems.length > 0) throw new CommandError(problems.join(","));
  return { port, targetPort: isNumber ? Number(second) : second };
}

export const createService: Command = {
  name: "service",
  aliases: ["svc"],
  summary: "Create a service using a specified subcommand",
  usage: "[flags]",
  subcommands: [
    serviceCommand({
      name: "clusterip",
      type: "ClusterIP",
      summary: "Create a ClusterIP service",
      flags: "tcp:slice clusterip:string",
      usage: "NAME [--tcp=<port>:<targetPort>] [--dry-run=server|client|none]",
    }),
    serviceCommand({
      name: "externalname",
      type: "ExternalName",
      summary: "Create an ExternalName service",
      flags: "tcp:slice external-name:string!",
      usage: "NAME --external-name external.name [--dry-run=server|client|none]",
    }),
    serviceCommand({
      name: "loadbalancer",
      type: "LoadBalancer",
      summary: "Create a LoadBalancer service",
      flags: "tcp:slice",
      usage: "NAME [--tcp=port:targetPort] [--dry-run=server|client|none]",
    }),
    serviceCommand({
      name: "nodeport",
      type: "NodePort",
      summary: "Create a NodePort service",
      flags: "tcp:slice node-port:int",
      usage: "NAME [--tcp=port:targetPort] [--dry-run=server|client|none]",
    }),
  ],
};
