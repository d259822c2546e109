// nerdctl exec, stop, kill, start, rm, rmi, pull.
import type { ProgramResult } from "../../machine/program";
import { signalName } from "../../machine/signals";
import { removeImage } from "../../runtime/image-store";
import { execError } from "../../runtime/start-error";
import { defineFlags } from "../kubectl/flags/flag-specs";
import {
  beginPull,
  current,
  findStored,
  imagePlace,
  keepImage,
  type Pull,
} from "../runtime-tools/plain-container";
import { find, type NerdctlCommand, NerdctlError } from "./command";
import { detach, pullProblem, sayPulled } from "./run";

export const exec: NerdctlCommand = {
  name: "exec",
  usage: "[flags] CONTAINER COMMAND [ARG...]",
  summary: "Run a command in a running container",
  flags: defineFlags(
    "interactive,i:bool tty,t:bool detach,d:bool env,e:array user,u:string workdir,w:string",
  ),
  wordsBeforeCommand: 1,
  run(call, resume): ProgramResult {
    const { io, args } = call;
    if (typeof resume === "number")
      return io.system.status(resume) ?? { waitFor: { child: resume }, resume };
    const [name = "", command, ...rest] = args;
    if (command === undefined)
      throw new NerdctlError("requires at least 2 arg(s), only received 1");
    const row = find(call, name);
    if (row.state !== "running")
      throw new NerdctlError(`cannot exec in a container that is not running: ${name}`);
    const { machine, user, directory, environment } = row;
    const started = io.system.spawn({ command, args: rest, machine, user, directory, environment });
    if (typeof started !== "number")
      throw new NerdctlError(
        `OCI runtime exec failed: exec failed: unable to start container process: ${execError(command, started.status)}`,
      );
    return { waitFor: { child: started }, resume: started };
  },
};

interface Stopping {
  readonly due: number;
}

const defaultSeconds = 10;

export const stop: NerdctlCommand = {
  name: "stop",
  usage: "[flags] CONTAINER [CONTAINER, ...]",
  summary: "Stop one or more running containers.",
  flags: defineFlags("time,t:int=10"),
  run(call, resume): ProgramResult {
    const { io, args, flags } = call;
    const { runtime } = io.world.host;
    if (args.length === 0) throw new NerdctlError("requires at least 1 arg(s), only received 0");
    const rows = args.map((word) => find(call, word));
    const seconds = flags.isSet("time") ? flags.number("time") : defaultSeconds;
    const memory = (resume as Stopping | undefined) ?? { due: io.process.now + seconds * 1000 };
    if (resume === undefined) for (const row of rows) runtime.signal(row, row.stopSignal);
    const running = rows.filter((row) => current(io, row)?.state === "running");
    if (running.length === 0 && resume !== undefined) {
      io.stdout(args.map((word) => `${word}\n`).join(""));
      return 0;
    }
    if (io.process.now >= memory.due) for (const row of running) runtime.signal(row, "KILL");
    return { waitFor: { until: io.process.now + 100 }, resume: memory };
  },
};

export const kill: NerdctlCommand = {
  name: "kill",
  usage: "[flags] CONTAINER [CONTAINER, ...]",
  summary: "Kill one or more running containers",
  flags: defineFlags("signal,s:string=KILL"),
  run(call) {
    const { io, args, flags } = call;
    const signal = signalName(flags.string("signal").replace(/^SIG/, ""));
    if (signal === undefined) throw new NerdctlError(`unknown signal ${flags.string("signal")}`);
    for (const word of args) {
      io.world.host.runtime.signal(find(call, word), signal);
      io.stdout(`${word}\n`);
    }
    return 0;
  },
};

export const start: NerdctlCommand = {
  name: "start",
  usage: "[flags] CONTAINER [CONTAINER, ...]",
  summary: "Start one or more running containers",
  run(call) {
    for (const word of call.args) {
      const row = find(call, word);
      if (row.state !== "running") detach(call, row);
    }
    return 0;
  },
};

export const remove: NerdctlCommand = {
  name: "rm",
  usage: "[flags] CONTAINER [CONTAINER, ...]",
  summary: "Remove one or more containers",
  flags: defineFlags("force,f:bool volumes,v:bool"),
  run(call) {
    const { io, args, flags } = call;
    const { runtime } = io.world.host;
    for (const word of args) {
      const row = find(call, word);
      if (row.state === "running" && !flags.bool("force"))
        throw new NerdctlError(
          `1 errors:\ncontainer ${row.id} is in running status. unpause/stop container first or force removal`,
        );
      runtime.signal(row, "KILL");
      runtime.remove(current(io, row) ?? row);
      io.stdout(`${word}\n`);
    }
    return 0;
  },
};

export const removeImages: NerdctlCommand = {
  name: "rmi",
  usage: "[flags] IMAGE [IMAGE, ...]",
  summary: "Remove one or more images",
  flags: defineFlags("force,f:bool"),
  run({ io, args, namespace }) {
    for (const name of args) {
      const image = findStored(io, namespace, name);
      if (image === undefined) throw new NerdctlError(`1 errors:\nno such image: ${name}`);
      removeImage(io.world.host.state, imagePlace(io.process.machine, namespace), image);
      io.stdout(`Untagged: ${image.name}@${image.digest}\nDeleted: ${image.digest}\n`);
    }
    return 0;
  },
};

export const pull: NerdctlCommand = {
  name: "pull",
  usage: "[flags] NAME[:TAG|@DIGEST]",
  summary:
    'Pull an image from a registry. Optionally specify "ipfs://" or "ipns://" scheme to pull image from IPFS.',
  flags: defineFlags("quiet,q:bool platform:array all-platforms:bool"),
  run(call, resume): ProgramResult {
    const { io, args, namespace } = call;
    const [name] = args;
    if (name === undefined) throw new NerdctlError("accepts 1 arg(s), received 0");
    const plan = (resume as Pull | undefined) ?? beginPull(io, name);
    if (io.process.now < plan.due) return { waitFor: { until: plan.due }, resume: plan };
    if (plan.image === undefined) throw new NerdctlError(pullProblem(plan));
    keepImage(io, namespace, plan.image);
    sayPulled(call, plan);
    return 0;
  },
};
