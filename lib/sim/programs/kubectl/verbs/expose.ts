// kubectl expose: a service for what a workload selects.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/expose/expose.go
import { getPath, isJsonObject, type KubernetesObject, type Labels } from "@/lib/sim/meta/object";
import type { Command } from "../command";
import { CommandError } from "../command-error";
import { completeResources } from "../completion";
import { finish, knownKind, orNothing } from "../create/generator";
import { parseSelectorFlag } from "../create/selector-flag";
import { defineFlags } from "../flags/flag-specs";
import {
  dryRunFlag,
  filenameFlags,
  recordDeprecation,
  recordFlag,
  templateFlags,
} from "../flags/shared-flags";
import { resultPrinter } from "../output";
import { visitInfos } from "../resources";
import type { Info } from "../resources/target";
import { dryRunOf, type Session } from "../session";
import { podSpecOf } from "../set/pod-spec";
import { createObject } from "../writes";
import { override } from "./run";

export const expose: Command = {
  name: "expose",
  summary:
    "Take a replication controller, service, deployment or pod and expose it as a new Kubernetes service",
  usage:
    "(-f FILENAME | TYPE NAME) [--port=port] [--protocol=TCP|UDP|SCTP] [--target-port=number-or-name] [--name=name] [--external-ip=external-ip-of-service] [--type=type]",
  flags: defineFlags(
    `cluster-ip:string ${dryRunFlag} external-ip:string field-manager:string=kubectl-expose ${filenameFlags}
     labels,l:string load-balancer-ip:string name:string override-type:string=merge overrides:string port:string
     protocol:string save-config:bool selector:string session-affinity:string target-port:string ${templateFlags}
     type:string ${recordFlag}`,
    recordDeprecation,
  ),
  run: runExpose,
  complete: completeResources,
};

const serviceKind = knownKind("v1", "Service", "services");

function runExpose(session: Session): number {
  const dryRun = dryRunOf(session);
  visitInfos(session, { withFiles: true, latest: true }, (info) => {
    const service = override(session, finish(session, serviceKind, build(session, info)));
    const print = resultPrinter(session, "exposed", dryRun, "go");
    if (dryRun === "client") return print(service);
    const options = { fieldManager: session.flags.string("field-manager"), dryRun };
    print(
      createObject(session, { kind: serviceKind, namespace: info.namespace }, service, options),
    );
  });
  return 0;
}

function build({ flags }: Session, { object, name, kind }: Info) {
  const selector =
    flags.string("selector") === ""
      ? selectorOf(object, kind.plural)
      : (parseSelectorFlag(flags.string("selector")).matchLabels ?? {});
  const ports = portsOf(object, flags.string("port"));
  if (ports.length === 0)
    throw new CommandError("couldn't find port via --port flag or introspection");
  const labels =
    flags.string("labels") === ""
      ? object.metadata.labels
      : parseSelectorFlag(flags.string("labels")).matchLabels;
  const target = flags.string("target-port");
  const isMany = ports.length > 1;
  const clusterIp = flags.string("cluster-ip");
  return {
    metadata: { name: flags.string("name") || name, labels },
    spec: {
      ports: ports.map(({ port, protocol }, index) => ({
        name: isMany ? `port-${index + 1}` : undefined,
        protocol: flags.string("protocol").toUpperCase() || protocol,
        port,
        targetPort: target === "" ? port : /^\d+$/.test(target) ? Number(target) : target,
      })),
      selector,
      clusterIP: orNothing(clusterIp),
      type: orNothing(flags.string("type")),
      externalIPs: flags.string("external-ip") === "" ? undefined : [flags.string("external-ip")],
      sessionAffinity: orNothing(flags.string("session-affinity")),
      loadBalancerIP: orNothing(flags.string("load-balancer-ip")),
    },
    status: { loadBalancer: {} },
  };
}

function selectorOf(object: KubernetesObject, plural: string): Labels {
  if (object.kind === "Pod") {
    const labels = object.metadata.labels ?? {};
    if (Object.keys(labels).length === 0) {
      throw new CommandError(
        "couldn't retrieve selectors via --selector flag or introspection: the pod has no labels and cannot be exposed",
      );
    }
    return labels;
  }
  const selector = getPath(object, ["spec", "selector"]);
  const isPlain = object.kind === "Service" || object.kind === "ReplicationController";
  if (!isPlain && !["Deployment", "ReplicaSet"].includes(object.kind)) {
    throw new CommandError(`cannot expose a ${object.kind}${plural === "" ? "" : ""}`);
  }
  if (!isJsonObject(selector))
    throw new CommandError(
      "couldn't retrieve selectors via --selector flag or introspection: invalid deployment: no selectors, therefore cannot be exposed",
    );
  if (isPlain) return selector as Labels;
  if (Array.isArray(selector.matchExpressions) && selector.matchExpressions.length > 0) {
    throw new CommandError(
      `couldn't retrieve selectors via --selector flag or introspection: couldn't convert expressions - "${JSON.stringify(selector.matchExpressions)}" to map-based selector format`,
    );
  }
  return (selector.matchLabels ?? {}) as Labels;
}

interface FoundPort {
  readonly port: number;
  readonly protocol: string;
}

function portsOf(object: KubernetesObject, given: string): FoundPort[] {
  const found = introspect(object);
  if (given === "") return found;
  return given.split(",").map((text) => {
    if (!/^\d+$/.test(text))
      throw new CommandError(`strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
    const port = Number(text);
    return { port, protocol: found.find((one) => one.port === port)?.protocol ?? "TCP" };
  });
}

function introspect(object: KubernetesObject): FoundPort[] {
  if (object.kind === "Service") {
    const ports = getPath(object, ["spec", "ports"]);
    return Array.isArray(ports)
      ? ports.map((port) => ({ port: Number(port.port), protocol: String(port.protocol ?? "TCP") }))
      : [];
  }
  return (podSpecOf(object)?.containers ?? []).flatMap((container) =>
    (container.ports ?? []).map((port) => ({
      port: port.containerPort,
      protocol: port.protocol ?? "TCP",
    })),
  );
}
