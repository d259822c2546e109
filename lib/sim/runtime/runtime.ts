// The container runtime of every node: sandboxes and containers come and go, their processes run on machines
// of their own. Holds nothing itself; bound to a state, so it is made anew for each fork.
import { enqueue } from "../client/reconciler";
import { randomHex } from "../kernel/random";
import type { State } from "../kernel/state";
import type { MountRow, UserRow } from "../machine/machine-tables";
import type { Machines } from "../machine/machines";
import { removeListeners } from "../network/listeners";
import type { ServerAnswer, ServerRequest } from "../network/messages";
import {
  allocateAddress,
  joinNamespace,
  leaveNamespace,
  namespaceById,
  nodeNamespaceId,
  putNamespace,
  removeNamespace,
} from "../network/namespaces";
import type { Connected } from "../network/network";
import { baseLayer } from "./base-layer";
import { appendLog } from "./container-log";
import {
  type ContainerRow,
  containerTable,
  type ExecRow,
  execTable,
  machineIndex,
  memoryTable,
  type SandboxRow,
  sandboxTable,
} from "./container-tables";
import { type ContainerWorld, type ImageDefinition, valueFor } from "./define-image";
import type { StoredImage } from "./image-store";
import { definitionOf } from "./image-store";
import { serverPrograms } from "./images";
import { removePlainNetwork } from "./plain-network";
import { startError } from "./start-error";

export const runtimeComponent = "runtime";

export interface NewSandbox {
  readonly node: string;
  readonly pod: SandboxRow["pod"];
  readonly attempt: number;
  readonly hostNetwork: boolean;
  readonly podCidr: string;
}

export interface NewContainer {
  readonly sandbox: SandboxRow;
  readonly name: string;
  readonly attempt: number;
  readonly image: string;
  readonly stored: StoredImage;
  readonly hostname: string;
  /** Replaces the image's entrypoint, and its command. */
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly directory?: string;
  readonly user?: string;
  readonly users?: Readonly<Record<string, UserRow>>;
  readonly mounts: readonly MountRow[];
  readonly stopSignal?: string;
  readonly logPath: string;
  readonly terminationMessagePath?: string;
  readonly stdin?: ContainerRow["stdin"];
  readonly memoryLimit?: number;
  readonly owner?: ContainerRow["owner"];
  /** Not through the CRI: a namespace of containerd, and a name of one's own. */
  readonly plain?: Pick<ContainerRow, "ports"> & {
    readonly namespace: string;
    readonly id?: string;
  };
}

export type StartFailure = { readonly error: string };

/** What arrives through the queue for component "runtime". */
type RuntimeNews =
  | { readonly container: string; readonly process: number; readonly status: number }
  | { readonly exec: string; readonly process: number; readonly status: number };

interface Place {
  readonly node: string;
  readonly id: string;
  readonly namespace?: string;
}

const rowKey = ({ node, id, namespace }: Place): string =>
  namespace === undefined ? `${node}\0${id}` : `${node}\0${namespace}\0${id}`;

export class Runtime<World extends ContainerWorld = ContainerWorld> {
  constructor(
    private readonly state: State,
    readonly machines: Machines<World>,
  ) {}

  // --- sandboxes ----------------------------------------------------------------------------------------

  /** Nothing when the node has no address left. */
  createSandbox(request: NewSandbox): SandboxRow | undefined {
    const { node, pod, attempt, hostNetwork, podCidr } = request;
    const id = randomHex(this.state, "runtime", 64);
    const home = namespaceById(this.state, nodeNamespaceId(node));
    const address = hostNetwork ? home?.address : allocateAddress(this.state, podCidr);
    if (address === undefined) return undefined;
    if (!hostNetwork) putNamespace(this.state, { id, node, address, pod, podCidr });
    const network = hostNetwork ? nodeNamespaceId(node) : id;
    const row: SandboxRow = {
      id,
      node,
      pod,
      attempt,
      createdMs: this.state.now,
      state: "ready",
      network,
      address,
      hostNetwork,
    };
    this.state.table(sandboxTable).set(rowKey(row), row);
    return row;
  }

  sandbox(node: string, id: string): SandboxRow | undefined {
    return this.state.table(sandboxTable).get(`${node}\0${id}`);
  }

  sandboxesOn(node: string): SandboxRow[] {
    return this.state
      .table(sandboxTable)
      .withPrefix(`${node}\0`)
      .map(([, row]) => row);
  }

  /** Takes the pod's network down; its containers must have ended. */
  stopSandbox(node: string, id: string): void {
    const row = this.sandbox(node, id);
    if (row === undefined || row.state === "notReady") return;
    if (!row.hostNetwork) {
      removeListeners(this.state, row.network);
      removeNamespace(this.state, row.network);
    }
    this.state.table(sandboxTable).set(rowKey(row), { ...row, state: "notReady" });
  }

  removeSandbox(node: string, id: string): void {
    this.stopSandbox(node, id);
    this.state.table(sandboxTable).delete(`${node}\0${id}`);
  }

  // --- containers ---------------------------------------------------------------------------------------

  create(request: NewContainer): ContainerRow {
    const { sandbox, stored } = request;
    const image = definitionOf(stored);
    const hex = randomHex(this.state, "runtime", 64);
    const { plain } = request;
    const id = plain?.id ?? hex;
    const machine = `${sandbox.node}/${hex.slice(0, 13)}`;
    const user = request.user ?? image?.user ?? "root";
    const row: ContainerRow = {
      id,
      node: sandbox.node,
      sandbox: sandbox.id,
      pod: sandbox.pod,
      name: request.name,
      attempt: request.attempt,
      image: request.image,
      imageName: stored.name,
      imageDigest: `${stored.repository}@${stored.digest}`,
      machine,
      command: commandOf(request, image),
      environment: { ...valueFor(image?.environment ?? {}, stored.tag), ...request.environment },
      directory: request.directory ?? image?.directory ?? "/",
      user,
      stopSignal: request.stopSignal ?? image?.stopSignal ?? "TERM",
      logPath: request.logPath,
      createdMs: this.state.now,
      state: "created",
      ...(request.terminationMessagePath === undefined
        ? {}
        : { terminationMessagePath: request.terminationMessagePath }),
      ...(request.stdin === undefined ? {} : { stdin: request.stdin }),
      ...(request.memoryLimit === undefined ? {} : { memoryLimit: request.memoryLimit }),
      ...(request.owner === undefined ? {} : { owner: request.owner }),
      ...(plain === undefined ? {} : { namespace: plain.namespace, ports: plain.ports ?? [] }),
    };
    this.machines.create({
      name: machine,
      hostname: request.hostname,
      layers: [...(image?.layers ?? []).map((layer) => layer.name), baseLayer.name],
      mounts: request.mounts,
      programs: [
        ...(image?.tools ?? []),
        ...(image?.programs ?? []).map((program) => program.name),
      ],
      users: { ...usersOf(image), ...request.users },
      container: true,
      shell: image?.shell ?? "ash",
    });
    joinNamespace(this.state, machine, sandbox.network);
    this.put(row);
    this.state.table(machineIndex).set(machine, rowKey(row));
    return row;
  }

  /** Runs it; or says why it could not be run, and leaves it exited as containerd does. */
  start(container: ContainerRow): StartFailure | undefined {
    const [command = "", ...args] = container.command;
    const log = { kind: "log", machine: container.node, path: container.logPath } as const;
    const process =
      command === ""
        ? { error: "no command specified", status: 128 }
        : this.machines.spawn({
            machine: container.machine,
            command,
            args,
            user: container.user,
            directory: container.directory,
            environment: container.environment,
            stdin: { kind: container.stdin === undefined ? "null" : "capture" },
            stdout: log,
            stderr: log,
            onExit: { component: runtimeComponent, payload: { container: rowKey(container) } },
          });
    if (typeof process === "number") {
      this.put({ ...container, state: "running", process, startedMs: this.state.now });
      return undefined;
    }
    const error = startError(command, process.status);
    this.put({
      ...container,
      state: "exited",
      startedMs: 0,
      finishedMs: this.state.now,
      exitCode: 128,
      reason: "StartError",
      message: error,
    });
    return { error };
  }

  /** Somebody attached types; the end of it is the container's own only where `stdinOnce` says so. */
  writeStdin(container: ContainerRow, text: string, isEnd: boolean): void {
    if (container.process === undefined || container.stdin === undefined) return;
    if (text !== "") this.machines.writeStdin(container.process, text);
    if (isEnd && container.stdin === "once") this.machines.closeStdin(container.process);
  }

  get(node: string, id: string): ContainerRow | undefined {
    return this.state.table(containerTable).get(`${node}\0${id}`);
  }

  /** Those the CRI knows of. */
  containersOn(node: string): ContainerRow[] {
    return this.allOn(node).filter(({ namespace }) => namespace === undefined);
  }

  /** Those made without the CRI, in one of containerd's namespaces. */
  plainOn(node: string, namespace: string): ContainerRow[] {
    return this.allOn(node).filter((row) => row.namespace === namespace);
  }

  plain(node: string, namespace: string, id: string): ContainerRow | undefined {
    return this.state.table(containerTable).get(rowKey({ node, namespace, id }));
  }

  allOn(node: string): ContainerRow[] {
    return this.state
      .table(containerTable)
      .withPrefix(`${node}\0`)
      .map(([, row]) => row);
  }

  /** A process which somebody else has started is the container's first. */
  adopt(container: ContainerRow, process: number): void {
    this.put({ ...container, state: "running", process, startedMs: this.state.now });
  }

  /** Its task is deleted: the container stays, as it was made. */
  forgetTask(container: ContainerRow): void {
    const { process: _, exitCode: __, finishedMs: ___, reason: ____, ...kept } = container;
    this.put({ ...kept, state: "created" });
  }

  /** The end of a process that was adopted. */
  adoptedEnded(container: ContainerRow, status: number): void {
    if (container.process === undefined) return;
    this.containerEnded(rowKey(container), container.process, status);
  }

  containerOf(machine: string): ContainerRow | undefined {
    const key = this.state.table(machineIndex).get(machine);
    return key === undefined ? undefined : this.state.table(containerTable).get(key);
  }

  signal(container: ContainerRow, signal: string): void {
    if (container.state !== "running" || container.process === undefined) return;
    if (signal === "KILL") this.put({ ...container, wasKilled: true });
    this.machines.signal(container.process, signal);
  }

  remove(container: ContainerRow): void {
    this.state.table(containerTable).delete(rowKey(container));
    if (container.namespace !== undefined) removePlainNetwork(this.state, container);
    this.state.table(machineIndex).delete(container.machine);
    leaveNamespace(this.state, container.machine);
    if (container.process !== undefined)
      this.state.table(memoryTable).delete(String(container.process));
    this.machines.remove(container.machine);
    const files = this.machines.files(container.node);
    if (files.exists(container.logPath)) files.remove(container.logPath);
  }

  // --- commands in containers ---------------------------------------------------------------------------

  /** Runs a command for a component; the result is kept under `name` until it is taken. */
  exec(
    container: ContainerRow,
    name: string,
    command: readonly string[],
    owner: ExecRow["owner"],
  ): StartFailure | undefined {
    const [program = "", ...args] = command;
    const process = this.machines.spawn({
      machine: container.machine,
      command: program,
      args,
      user: container.user,
      directory: container.directory,
      environment: container.environment,
      stdout: { kind: "capture" },
      stderr: { kind: "capture" },
      onExit: { component: runtimeComponent, payload: { exec: name } },
    });
    if (typeof process !== "number") return { error: startError(program, process.status) };
    this.state.table(execTable).set(name, { process, startedMs: this.state.now, owner });
    return undefined;
  }

  execResult(name: string): ExecRow | undefined {
    return this.state.table(execTable).get(name);
  }

  /** Forgets a command, and ends it if it still runs. */
  endExec(name: string): void {
    const row = this.state.table(execTable).get(name);
    if (row === undefined) return;
    this.state.table(execTable).delete(name);
    if (row.status !== undefined) return;
    this.machines.signal(row.process, "KILL");
    this.machines.releaseCaptures(row.process);
  }

  // --- news ---------------------------------------------------------------------------------------------

  /** Queue work of component "runtime". */
  handle(payload: unknown): void {
    const news = payload as RuntimeNews;
    if ("container" in news) this.containerEnded(news.container, news.process, news.status);
    else this.execEnded(news.exec, news.status);
  }

  private containerEnded(key: string, process: number, status: number): void {
    const row = this.state.table(containerTable).get(key);
    if (row === undefined || row.state !== "running" || row.process !== process) return;
    const ended: ContainerRow = {
      ...row,
      state: "exited",
      finishedMs: this.state.now,
      exitCode: status,
      reason: reasonOf(row, status),
    };
    this.put(ended);
    if (row.stdin !== undefined) this.machines.closeStdin(process);
    this.state.table(memoryTable).delete(String(process));
    if (row.owner !== undefined) enqueue(this.state, row.owner.reconciler, row.owner.key, 0);
  }

  private execEnded(name: string, status: number): void {
    const row = this.state.table(execTable).get(name);
    if (row === undefined || row.status !== undefined) return;
    const { stdout, stderr } = this.machines.captured(row.process);
    this.machines.releaseCaptures(row.process);
    this.state
      .table(execTable)
      .set(name, { ...row, status, output: (stdout + stderr).slice(0, 10_240) });
    enqueue(this.state, row.owner.reconciler, row.owner.key, 0);
  }

  // --- requests -----------------------------------------------------------------------------------------

  /** Hands a request to the program that listens, on whichever machine it runs. */
  deliver(reach: Connected, request: ServerRequest): ServerAnswer {
    const { listener } = reach;
    const program = serverPrograms.get(listener.program);
    if (program?.serve === undefined) return { kind: "none" };
    const container = this.containerOf(listener.machine);
    const { state, machines } = this;
    const process = String(listener.process);
    return program.serve(request, {
      now: state.now,
      args: container?.command.slice(1) ?? [],
      environment: container?.environment ?? {},
      hostname: machines.describe(listener.machine)?.hostname ?? "",
      files: machines.files(listener.machine),
      clientAddress: reach.clientAddress,
      serverAddress: reach.serverAddress,
      serverPort: reach.serverPort,
      log(stream, text) {
        if (container !== undefined) appendLog(machines, state.now, container, stream, text);
      },
      get memory() {
        return state.table(memoryTable).get(process)?.memory;
      },
      remember(memory) {
        state.table(memoryTable).set(process, { memory });
      },
    });
  }

  private put(row: ContainerRow): void {
    this.state.table(containerTable).set(rowKey(row), row);
  }
}

/**
 * Kubernetes: what `command` and `args` replace. A command alone drops the image's own arguments too.
 */
function commandOf(request: NewContainer, image: ImageDefinition | undefined): readonly string[] {
  const { command = [], args = [] } = request;
  if (command.length > 0) return [...command, ...args];
  const entrypoint = image?.entrypoint ?? [];
  return args.length > 0 ? [...entrypoint, ...args] : [...entrypoint, ...(image?.command ?? [])];
}

const killedStatus = 137;

/** A process under a memory limit that was killed by nobody we know ran out of memory. */
function reasonOf(row: ContainerRow, status: number): string {
  if (status === 0) return "Completed";
  const isOutOfMemory =
    status === killedStatus && row.wasKilled !== true && row.memoryLimit !== undefined;
  return isOutOfMemory ? "OOMKilled" : "Error";
}

function usersOf(image: ImageDefinition | undefined): Record<string, UserRow> {
  const users: Record<string, UserRow> = {};
  for (const [name, uid] of Object.entries(image?.users ?? {})) {
    users[name] = { uid, gid: uid, home: "/" };
  }
  return users;
}
