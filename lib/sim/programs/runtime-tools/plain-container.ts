// Making and running containers in containerd's own namespaces: what `ctr run` and `nerdctl run` share.

import { randomHex } from "../../kernel/random";
import { nodeFacts } from "../../kubelet/node-row";
import type { ProgramIo } from "../../machine/program";
import type { ContainerRow, PublishedPort } from "../../runtime/container-tables";
import { planPull, putImage, type StoredImage, storedImage } from "../../runtime/image-store";
import { makePlainNetwork, publish } from "../../runtime/plain-network";
import { execError } from "../../runtime/start-error";
import type { HostWorld } from "../host-world";

export type RuntimeIo = ProgramIo<HostWorld>;

/** Images of a namespace are kept beside those of the CRI, which has `k8s.io`. */
export const imagePlace = (node: string, namespace: string): string =>
  namespace === "k8s.io" ? node : `${node} ${namespace}`;

export interface PlainRequest {
  readonly namespace: string;
  readonly id?: string;
  readonly name: string;
  readonly image: string;
  readonly stored: StoredImage;
  readonly args: readonly string[];
  /** Replaces entrypoint and command of the image, as `ctr run` does. */
  readonly isWhole: boolean;
  readonly hostname?: string;
  readonly isHostNetwork: boolean;
  readonly environment: Readonly<Record<string, string>>;
  readonly ports: readonly PublishedPort[];
  readonly logPath: string;
}

export function createPlain(
  io: RuntimeIo,
  request: PlainRequest,
): ContainerRow | { readonly error: string } {
  const { host } = io.world;
  const { machine: node } = io.process;
  const { namespace } = request;
  const id = request.id ?? randomHex(host.state, "runtime", 64);
  const network = makePlainNetwork(host.state, node, {
    name: `${namespace}/${id}`,
    isHost: request.isHostNetwork,
  });
  if (network === undefined) return { error: "no IP addresses available in range set" };
  const taken = publish(host.state, node, { address: network.address, ports: request.ports });
  if (taken !== undefined)
    return { error: `failed to bind host port 0.0.0.0:${taken}/tcp: address already in use` };
  const noPod = { namespace: "", name: "", uid: "" };
  const [command, ...args] = request.args;
  const row = host.runtime.create({
    sandbox: {
      id: "",
      node,
      pod: noPod,
      attempt: 0,
      createdMs: io.process.now,
      state: "ready",
      hostNetwork: request.isHostNetwork,
      ...network,
    },
    name: request.name,
    attempt: 0,
    image: request.image,
    stored: request.stored,
    hostname: request.hostname ?? (request.isHostNetwork ? io.process.hostname : id.slice(0, 12)),
    ...(command === undefined
      ? {}
      : request.isWhole
        ? { command: [command, ...args] }
        : { args: request.args }),
    environment: {
      PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
      ...request.environment,
    },
    mounts: [],
    logPath: request.logPath,
    plain: { namespace, id, ports: request.ports },
  });
  const files = host.runtime.machines.files(row.machine);
  files.makeDirectory("/etc", { parents: true });
  files.write("/etc/hosts", `127.0.0.1 localhost\n${network.address} ${id.slice(0, 12)}\n`);
  files.write("/etc/resolv.conf", "nameserver 1.1.1.1\n");
  return row;
}

/** Runs its command as a child of the tool, on the same terminal; the child's id, or runc's words. */
export function runAttached(
  io: RuntimeIo,
  row: ContainerRow,
): number | { readonly error: string; readonly status: number } {
  const [command = "", ...args] = row.command;
  const started = io.system.spawn({
    command,
    args,
    machine: row.machine,
    user: row.user,
    directory: row.directory,
    environment: row.environment,
  });
  if (typeof started !== "number")
    return { error: execError(command, started.status), status: started.status };
  io.world.host.runtime.adopt(row, started);
  return started;
}

/** The row as it is now. */
export const current = (io: RuntimeIo, row: ContainerRow): ContainerRow | undefined =>
  row.namespace === undefined
    ? io.world.host.runtime.get(row.node, row.id)
    : io.world.host.runtime.plain(row.node, row.namespace, row.id);

export interface Pull {
  readonly due: number;
  readonly image?: StoredImage;
  readonly error?: string;
}

/** How a pull will go, as data to wait with. */
export function beginPull(io: RuntimeIo, name: string): Pull {
  const plan = planPull(io.world.host.state, name);
  const due = io.process.now + plan.durationMs;
  return plan.kind === "pulls" ? { due, image: plan.image } : { due, error: plan.error };
}

export function keepImage(io: RuntimeIo, namespace: string, image: StoredImage): void {
  putImage(io.world.host.state, imagePlace(io.process.machine, namespace), image);
}

export const findStored = (
  io: RuntimeIo,
  namespace: string,
  name: string,
): StoredImage | undefined =>
  storedImage(io.world.host.state, imagePlace(io.process.machine, namespace), name);

const socket = "/run/containerd/containerd.sock";

/** Whether containerd runs on this machine. */
export function isRuntimeUp(io: RuntimeIo): boolean {
  const { units } = io.world.host;
  const row = units.row(io.process.machine, "containerd.service");
  return row === undefined
    ? io.world.host.runtime.allOn(io.process.machine).length > 0
    : row.active === "active";
}

export const dialProblem = `dial unix ${socket}: connect: no such file or directory`;

/** Of the node's own containerd. */
export const containerdVersion = (io: RuntimeIo): string =>
  nodeFacts(io.world.host.state, io.process.machine)?.containerd ?? "2.1.5";
