// ctr run, containers and tasks. What is made here the kubelet never sees, in whatever namespace.

import { containerPidBase } from "../../machine/process-io";
import type { ProgramResult } from "../../machine/program";
import { signalName } from "../../machine/signals";
import { goJsonIndent } from "../../meta/go-json";
import { formatNanoTime, formatTime } from "../../meta/time";
import type { ContainerRow } from "../../runtime/container-tables";
import { startError } from "../../runtime/start-error";
import { createPlain, current, findStored, runAttached } from "../runtime-tools/plain-container";
import { type CtrCall, type CtrCommand, CtrError, table } from "./command";

const runc = "io.containerd.runc.v2";

/** All of a namespace; `k8s.io` also holds the CRI's and their sandboxes. */
function rowsOf({ io, namespace }: CtrCall): ContainerRow[] {
  const { runtime } = io.world.host;
  const own = runtime.plainOn(io.process.machine, namespace);
  return namespace === "k8s.io" ? [...own, ...runtime.containersOn(io.process.machine)] : own;
}

function find(call: CtrCall, id: string): ContainerRow {
  const found = rowsOf(call).find((row) => row.id === id);
  if (found !== undefined) return found;
  throw new CtrError(`container "${id}" in namespace "${call.namespace}": not found`);
}

const needed = ({ args }: CtrCall, what: string): string => {
  const [id] = args;
  if (id === undefined) throw new CtrError(what);
  return id;
};

const pause = "registry.k8s.io/pause:3.10.1";

export const containersList: CtrCommand = {
  name: "containers list",
  switches: ["q", "quiet"],
  run(call) {
    const { io, namespace } = call;
    const rows = rowsOf(call).map(({ id, imageName }) => [id, imageName, runc]);
    const { runtime } = io.world.host;
    const sandboxes =
      namespace === "k8s.io"
        ? runtime.sandboxesOn(io.process.machine).map(({ id }) => [id, pause, runc])
        : [];
    const shown = [...rows, ...sandboxes].sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
    if (call.has("q") || call.has("quiet")) io.stdout(shown.map(([id]) => `${id}\n`).join(""));
    else io.stdout(table([["CONTAINER", "IMAGE", "RUNTIME"], ...shown]));
    return 0;
  },
};

export const containersRemove: CtrCommand = {
  name: "containers remove",
  switches: ["keep-snapshot"],
  run(call) {
    const { io, args } = call;
    if (args.length === 0) throw new CtrError("must specify at least one container to delete");
    for (const id of args) {
      const row = find(call, id);
      if (row.state !== "exited" && row.state !== "created") {
        const error =
          "cannot delete a non stopped container: {running 0 0001-01-01 00:00:00 +0000 UTC}";
        const message = `failed to delete container ${JSON.stringify(id)}`;
        io.stderr(
          `time="${formatTime(io.process.now)}" level=error msg=${JSON.stringify(message)} error=${JSON.stringify(error)}\n`,
        );
        throw new CtrError(error);
      }
      io.world.host.runtime.remove(row);
    }
    return 0;
  },
};

export const containersInfo: CtrCommand = {
  name: "containers info",
  switches: ["spec"],
  run(call) {
    const row = find(call, needed(call, "container id must be provided"));
    call.io.stdout(
      `${goJsonIndent(
        {
          ID: row.id,
          Labels: { "io.containerd.image.config.stop-signal": `SIG${row.stopSignal}` },
          Image: row.imageName,
          Runtime: { Name: runc, Options: null },
          SnapshotKey: row.id,
          Snapshotter: "overlayfs",
          CreatedAt: formatNanoTime(row.createdMs),
          UpdatedAt: formatNanoTime(row.createdMs),
          Spec: {
            process: {
              args: row.command,
              env: Object.entries(row.environment).map(([name, value]) => `${name}=${value}`),
              cwd: row.directory,
            },
          },
        },
        "    ",
        { keepOrder: true },
      )}\n`,
    );
    return 0;
  },
};

interface Running {
  readonly child: number;
  readonly id: string;
}

export const run: CtrCommand = {
  name: "run",
  switches: [
    "rm",
    "d",
    "detach",
    "t",
    "tty",
    "net-host",
    "privileged",
    "read-only",
    "null-io",
    "cni",
  ],
  values: [
    "env",
    "mount",
    "hostname",
    "cwd",
    "label",
    "snapshotter",
    "runtime",
    "user",
    "u",
    "memory-limit",
    "cpus",
  ],
  wordsBeforeCommand: 2,
  run(call, resume): ProgramResult {
    if (resume !== undefined) return finish(call, resume as Running);
    const { io, args, namespace } = call;
    const [image, id, ...command] = args;
    if (image === undefined) throw new CtrError("image ref must be provided");
    if (id === undefined) throw new CtrError("container id must be provided");
    const { runtime } = io.world.host;
    const stored = findStored(io, namespace, image);
    if (stored === undefined) throw new CtrError(`image ${JSON.stringify(image)}: not found`);
    if (runtime.plain(io.process.machine, namespace, id) !== undefined)
      throw new CtrError(`snapshot ${JSON.stringify(id)}: already exists`);
    const environment = Object.fromEntries(
      call
        .values("env")
        .map((text) => [text.split("=")[0] ?? "", text.slice(text.indexOf("=") + 1)]),
    );
    const hostname = call.value("hostname");
    const made = createPlain(io, {
      namespace,
      id,
      name: id,
      image,
      stored,
      args: command,
      isWhole: true,
      isHostNetwork: call.has("net-host"),
      environment,
      ports: [],
      logPath: `/run/containerd/io.containerd.runtime.v2.task/${namespace}/${id}/log`,
      ...(hostname === undefined ? {} : { hostname }),
    });
    if ("error" in made) throw new CtrError(made.error);
    return call.has("d") || call.has("detach") ? detach(call, made) : attach(call, made);
  },
};

function detach({ io }: CtrCall, row: ContainerRow): number {
  io.files.makeDirectory(row.logPath.slice(0, row.logPath.lastIndexOf("/")), { parents: true });
  const failure = io.world.host.runtime.start(row);
  if (failure === undefined) return 0;
  io.world.host.runtime.remove(row);
  throw new CtrError(failure.error.replace(/^failed to create containerd task: /, ""));
}

function attach({ io }: CtrCall, row: ContainerRow): ProgramResult {
  const started = runAttached(io, row);
  if (typeof started === "number")
    return { waitFor: { child: started }, resume: { child: started, id: row.id } };
  io.world.host.runtime.remove(row);
  const words = startError(row.command[0] ?? "", started.status);
  throw new CtrError(words.replace(/^failed to create containerd task: /, ""));
}

function finish(call: CtrCall, memory: Running): ProgramResult {
  const { io, namespace } = call;
  const status = io.system.status(memory.child);
  if (status === undefined) return { waitFor: { child: memory.child }, resume: memory };
  const { runtime } = io.world.host;
  const row = runtime.plain(io.process.machine, namespace, memory.id);
  if (row !== undefined) {
    runtime.adoptedEnded(row, status);
    const ended = current(io, row);
    if (call.has("rm") && ended !== undefined) runtime.remove(ended);
  }
  return status;
}

const pidOf = ({ process = 0 }: ContainerRow): number => containerPidBase + process;

export const tasksList: CtrCommand = {
  name: "tasks list",
  switches: ["q", "quiet"],
  run(call) {
    const rows = rowsOf(call).filter((row) => row.process !== undefined && row.state !== "created");
    const shown =
      call.namespace === "k8s.io"
        ? rows.filter(({ state, namespace }) => namespace !== undefined || state === "running")
        : rows;
    if (call.has("q") || call.has("quiet")) {
      call.io.stdout(shown.map(({ id }) => `${id}\n`).join(""));
      return 0;
    }
    call.io.stdout(
      table([
        ["TASK", "PID", "STATUS"],
        ...shown.map((row) => [
          row.id,
          String(pidOf(row)),
          row.state === "running" ? "RUNNING" : "STOPPED",
        ]),
      ]),
    );
    return 0;
  },
};

export const tasksKill: CtrCommand = {
  name: "tasks kill",
  switches: ["a", "all"],
  values: ["s", "signal", "exec-id"],
  run(call) {
    const row = find(call, needed(call, "container id must be provided"));
    const wanted = call.value("s") ?? call.value("signal") ?? row.stopSignal;
    const signal = signalName(wanted.replace(/^SIG/, ""));
    if (signal === undefined) throw new CtrError(`unknown signal ${JSON.stringify(wanted)}`);
    if (row.state !== "running") throw new CtrError("process already finished: not found");
    call.io.world.host.runtime.signal(row, signal);
    return 0;
  },
};

export const tasksRemove: CtrCommand = {
  name: "tasks delete",
  switches: ["f", "force"],
  values: ["exec-id"],
  run(call) {
    const { io } = call;
    const row = find(call, needed(call, "container id must be provided"));
    const { runtime } = io.world.host;
    if (row.state === "running") {
      if (!call.has("f") && !call.has("force")) {
        const text = `failed to delete task ${JSON.stringify(row.id)}`;
        const error = "task must be stopped before deletion: running: failed precondition";
        io.stderr(
          `time="${formatTime(io.process.now)}" level=error msg=${JSON.stringify(text)} error=${JSON.stringify(error)}\n`,
        );
        throw new CtrError(error);
      }
      runtime.signal(row, "KILL");
    }
    const ended = current(io, row) ?? row;
    if (ended.exitCode !== undefined && ended.exitCode !== 0) {
      const text = `task ${row.id} exit with non-zero exit code ${ended.exitCode}`;
      io.stderr(`time="${formatTime(io.process.now)}" level=warning msg=${JSON.stringify(text)}\n`);
    }
    runtime.forgetTask(ended);
    return 0;
  },
};

export const tasksStart: CtrCommand = {
  name: "tasks start",
  switches: ["d", "detach", "null-io"],
  run(call) {
    const row = find(call, needed(call, "container id must be provided"));
    if (row.state === "running") throw new CtrError(`task ${row.id}: already exists`);
    return detach(call, row);
  },
};

export const tasksExec: CtrCommand = {
  name: "tasks exec",
  switches: ["t", "tty", "d", "detach"],
  values: ["exec-id", "cwd", "user"],
  wordsBeforeCommand: 1,
  run(call, resume): ProgramResult {
    const { io, args } = call;
    if (typeof resume === "number")
      return io.system.status(resume) ?? { waitFor: { child: resume }, resume };
    if (call.value("exec-id") === undefined) throw new CtrError('Required flag "exec-id" not set');
    const [id = "", command = "", ...rest] = args;
    const row = find(call, id);
    if (row.state !== "running")
      throw new CtrError(`no running task found: task ${id} not found: not found`);
    const started = io.system.spawn({
      command,
      args: rest,
      machine: row.machine,
      user: row.user,
      directory: row.directory,
      environment: row.environment,
    });
    if (typeof started !== "number")
      throw new CtrError(
        startError(command, started.status).replace(
          /^failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process/,
          "OCI runtime exec failed: exec failed: unable to start container process",
        ),
      );
    return { waitFor: { child: started }, resume: started };
  },
};

export const tasksPs: CtrCommand = {
  name: "tasks ps",
  run(call) {
    const row = find(call, needed(call, "container id must be provided"));
    const all = call.io.world.host.runtime.machines.processes(row.machine);
    call.io.stdout(
      table([["PID", "INFO"], ...all.map(({ id }) => [String(containerPidBase + id), "-"])]),
    );
    return 0;
  },
};

export const snapshotsList: CtrCommand = {
  name: "snapshots list",
  run(call) {
    const rows = rowsOf(call).map(({ id }) => [id, "-", "Active"]);
    call.io.stdout(table([["KEY", "PARENT", "KIND"], ...rows], 1));
    return 0;
  },
};
