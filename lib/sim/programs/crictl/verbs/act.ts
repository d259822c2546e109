// exec, stop, rm, rmi, stopp, rmp, pull: what changes something behind the kubelet's back.
import type { ProgramResult } from "../../../machine/program";
import type { ContainerRow } from "../../../runtime/container-tables";
import { removeImage, storedImage } from "../../../runtime/image-store";
import { execFailure } from "../../../runtime/start-error";
import { defineFlags } from "../../kubectl/flags/flag-specs";
import { beginPull, keepImage, type Pull } from "../../runtime-tools/plain-container";
import {
  type CrictlCall,
  type CrictlCommand,
  CrictlError,
  containers,
  findContainer,
  findSandbox,
} from "../command";

export const exec: CrictlCommand = {
  name: "exec",
  usage: "[options] CONTAINER-ID COMMAND [ARG...]",
  summary: "Run a command in a running container",
  flags: defineFlags("interactive,i:bool tty,t:bool sync,s:bool timeout:int64 quiet,q:bool"),
  run(call, resume): ProgramResult {
    const { io, args } = call;
    if (typeof resume === "number")
      return io.system.status(resume) ?? { waitFor: { child: resume }, resume };
    const [id = "", command, ...rest] = args;
    if (command === undefined) throw new CrictlError("please specify the command to run");
    const row = findContainer(call, id);
    if (row.state !== "running")
      throw new CrictlError(
        `execing command in container: rpc error: code = Unknown desc = container is in CONTAINER_${row.state.toUpperCase()} state`,
      );
    const started = io.system.spawn({
      command,
      args: rest,
      machine: row.machine,
      user: row.user,
      directory: row.directory,
      environment: row.environment,
    });
    if (typeof started !== "number")
      throw new CrictlError(`execing command in container: ${execFailure(command, row.id)}`);
    return { waitFor: { child: started }, resume: started };
  },
};

interface Stopping {
  readonly ids: readonly string[];
  readonly due: number;
}

export const stop: CrictlCommand = {
  name: "stop",
  usage: "[options] CONTAINER-ID [CONTAINER-ID...]",
  summary: "Stop one or more running containers",
  flags: defineFlags("timeout,t:int64=0"),
  run(call, resume): ProgramResult {
    const { io, args, flags } = call;
    const { runtime } = io.world.host;
    const { machine } = io.process;
    if (resume === undefined) {
      if (args.length === 0) throw new CrictlError("ID cannot be empty");
      const rows = args.map((id) => findContainer(call, id));
      const timeoutMs = flags.number("timeout") * 1000;
      for (const row of rows) runtime.signal(row, timeoutMs > 0 ? row.stopSignal : "KILL");
      const memory = { ids: rows.map(({ id }) => id), due: io.process.now + timeoutMs };
      return { waitFor: { until: io.process.now + 100 }, resume: memory };
    }
    const { ids, due } = resume as Stopping;
    const left = ids.flatMap((id) => runtime.get(machine, id) ?? []);
    const running = left.filter(({ state }) => state === "running");
    if (running.length === 0) {
      for (const [at] of ids.entries()) io.stdout(`${args[at]}\n`);
      return 0;
    }
    if (io.process.now >= due) for (const row of running) runtime.signal(row, "KILL");
    return { waitFor: { until: io.process.now + 200 }, resume };
  },
};

export const remove: CrictlCommand = {
  name: "rm",
  usage: "[options] CONTAINER-ID [CONTAINER-ID...]",
  summary: "Remove one or more containers",
  flags: defineFlags("all,a:bool force,f:bool keep-logs,k:bool"),
  run(call) {
    const { io, args, flags } = call;
    const rows = flags.bool("all")
      ? containers(call).filter(({ state }) => flags.bool("force") || state !== "running")
      : args.map((id) => findContainer(call, id));
    if (rows.length === 0 && !flags.bool("all")) throw new CrictlError("ID cannot be empty");
    for (const row of rows) {
      if (row.state === "running" && !flags.bool("force"))
        throw new CrictlError(
          `removing container "${row.id}": rpc error: code = Unknown desc = failed to set removing state for container "${row.id}": container is still running, to stop first`,
        );
      drop(call, row);
      io.stdout(`${row.id}\n`);
    }
    return 0;
  },
};

/** Ends it, lets its owner know, and takes it away. */
function drop({ io }: CrictlCall, row: ContainerRow): void {
  const { runtime } = io.world.host;
  if (row.state === "running" && row.process !== undefined) {
    runtime.signal(row, "KILL");
    const now = runtime.get(row.node, row.id);
    if (now !== undefined) runtime.adoptedEnded(now, 137);
  }
  const last = runtime.get(row.node, row.id);
  if (last !== undefined) runtime.remove(last);
}

export const removeImages: CrictlCommand = {
  name: "rmi",
  usage: "[options] IMAGE-ID [IMAGE-ID...]",
  summary: "Remove one or more images",
  flags: defineFlags("all,a:bool prune,q:bool"),
  run({ io, args }) {
    const { state } = io.world.host;
    for (const name of args) {
      const image = storedImage(state, io.process.machine, name);
      if (image === undefined) throw new CrictlError(`no such image ${name}`);
      removeImage(state, io.process.machine, image);
      io.stdout(`Deleted: ${image.name}\n`);
    }
    return 0;
  },
};

export const stopPod: CrictlCommand = {
  name: "stopp",
  usage: "[options] POD-ID [POD-ID...]",
  summary: "Stop one or more running pods",
  run(call) {
    const { io, args } = call;
    for (const id of args) {
      const sandbox = findSandbox(call, id);
      for (const row of containers(call)) {
        if (row.sandbox === sandbox.id) io.world.host.runtime.signal(row, "KILL");
      }
      io.world.host.runtime.stopSandbox(sandbox.node, sandbox.id);
      io.stdout(`Stopped sandbox ${id}\n`);
    }
    return 0;
  },
};

export const removePod: CrictlCommand = {
  name: "rmp",
  usage: "[options] POD-ID [POD-ID...]",
  summary: "Remove one or more pods",
  flags: defineFlags("all,a:bool force,f:bool"),
  run(call) {
    const { io, args, flags } = call;
    for (const id of args) {
      const sandbox = findSandbox(call, id);
      if (sandbox.state === "ready" && !flags.bool("force"))
        throw new CrictlError(
          `removing the pod sandbox "${sandbox.id}": rpc error: code = Unknown desc = sandbox container "${sandbox.id}" is not fully stopped`,
        );
      for (const row of containers(call)) if (row.sandbox === sandbox.id) drop(call, row);
      io.world.host.runtime.removeSandbox(sandbox.node, sandbox.id);
      io.stdout(`Removed sandbox ${id}\n`);
    }
    return 0;
  },
};

export const pull: CrictlCommand = {
  name: "pull",
  usage: "[options] NAME[:TAG|@DIGEST]",
  summary: "Pull an image from a registry",
  flags: defineFlags("auth:string creds:string quiet,q:bool"),
  run(call, resume): ProgramResult {
    const { io, args } = call;
    const [name] = args;
    if (name === undefined) throw new CrictlError("image name cannot be empty");
    const plan = (resume as Pull | undefined) ?? beginPull(io, name);
    if (io.process.now < plan.due) return { waitFor: { until: plan.due }, resume: plan };
    if (plan.image === undefined) throw new CrictlError(`pulling image: ${plan.error}`);
    keepImage(io, "k8s.io", plan.image);
    io.stdout(`Image is up to date for ${plan.image.repository}@${plan.image.digest}\n`);
    return 0;
  },
};
