// nerdctl run: an image is pulled when it is missing, then it runs, attached or not.

import { randomHex } from "../../kernel/random";
import type { ProgramResult } from "../../machine/program";
import type { ContainerRow, PublishedPort } from "../../runtime/container-tables";
import { fullName, parseImage } from "../../runtime/image-reference";
import { startError } from "../../runtime/start-error";
import { defineFlags } from "../kubectl/flags/flag-specs";
import {
  beginPull,
  createPlain,
  current,
  findStored,
  keepImage,
  type Pull,
  runAttached,
} from "../runtime-tools/plain-container";
import { type NerdctlCall, type NerdctlCommand, NerdctlError, rowsOf } from "./command";

interface Running {
  readonly child: number;
  readonly id: string;
}

const isPull = (resume: unknown): resume is Pull =>
  typeof resume === "object" && resume !== null && "due" in resume;

export const run: NerdctlCommand = {
  name: "run",
  usage: "[flags] IMAGE [COMMAND] [ARG...]",
  summary: "Run a command in a new container",
  flags: defineFlags(
    "detach,d:bool interactive,i:bool tty,t:bool rm:bool name:string publish,p:array env,e:array hostname,h:string network:string=bridge net:string=bridge restart:string=no label,l:array user,u:string workdir,w:string memory,m:string cpus:string volume,v:array",
  ),
  wordsBeforeCommand: 1,
  run(call, resume): ProgramResult {
    const { io, args, flags, namespace } = call;
    const [image] = args;
    if (image === undefined) throw new NerdctlError("requires at least 1 arg(s), only received 0");
    if (flags.list("volume").length > 0)
      throw new NerdctlError("volumes of nerdctl are not simulated here");
    if (resume !== undefined && !isPull(resume)) return finish(call, resume as Running);
    if (findStored(io, namespace, image) === undefined) {
      const pull = isPull(resume) ? resume : beginPull(io, image);
      if (io.process.now < pull.due) return { waitFor: { until: pull.due }, resume: pull };
      if (pull.image === undefined) throw new NerdctlError(pullProblem(pull));
      sayPulled(call, pull);
      keepImage(io, namespace, pull.image);
    }
    return start(call, image);
  },
};

export const pullProblem = ({ error = "" }: Pull): string =>
  error.replace(/^rpc error: code = \w+ desc = (failed to pull and unpack image "[^"]*": )?/, "");

export function sayPulled({ io }: NerdctlCall, { image }: Pull): void {
  if (image === undefined) return;
  io.stderr(
    `${image.name}: resolved       |++++++++++++++++++++++++++++++++++++++| \nmanifest-${image.digest}: done           |++++++++++++++++++++++++++++++++++++++| \nelapsed: 1.4 s \n`,
  );
}

function start(call: NerdctlCall, image: string): ProgramResult {
  const { io, args, flags, namespace } = call;
  const reference = parseImage(image);
  const stored = findStored(io, namespace, image);
  if (stored === undefined || reference === undefined)
    throw new NerdctlError(`invalid reference format: ${image}`);
  const id = randomHex(io.world.host.state, "runtime", 64);
  const short = reference.repository.slice(reference.repository.lastIndexOf("/") + 1);
  const name = flags.string("name") || `${short}-${id.slice(0, 5)}`;
  const other = rowsOf(call).find((row) => row.name === name);
  if (other !== undefined)
    throw new NerdctlError(`name "${name}" is already used by ID "${other.id}"`);
  const hostname = flags.string("hostname");
  const made = createPlain(io, {
    namespace,
    id,
    name,
    image: fullName(reference),
    stored,
    args: args.slice(1),
    isWhole: false,
    isHostNetwork: [flags.string("network"), flags.string("net")].includes("host"),
    environment: Object.fromEntries(flags.list("env").map(variable)),
    ports: flags.list("publish").map(portOf),
    logPath: `/var/lib/nerdctl/1935db59/containers/${namespace}/${id}/${id}-json.log`,
    ...(hostname === "" ? {} : { hostname }),
  });
  if ("error" in made) throw new NerdctlError(made.error);
  return flags.bool("detach") ? detach(call, made) : attach(call, made);
}

const variable = (text: string): [string, string] => {
  const at = text.indexOf("=");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
};

/** `8080:80`, `80`, `127.0.0.1:8080:80`. */
function portOf(text: string): PublishedPort {
  const parts = text.replace(/\/tcp$/, "").split(":");
  const container = Number(parts.at(-1));
  const host = Number(parts.at(-2) ?? container);
  if (!Number.isInteger(host) || !Number.isInteger(container))
    throw new NerdctlError(`invalid container port: ${text}`);
  return { host, container };
}

export function detach({ io }: NerdctlCall, row: ContainerRow): number {
  io.files.makeDirectory(row.logPath.slice(0, row.logPath.lastIndexOf("/")), { parents: true });
  const failure = io.world.host.runtime.start(row);
  if (failure !== undefined)
    throw new NerdctlError(failure.error.replace(/^failed to create containerd task: /, ""));
  io.stdout(`${row.id}\n`);
  return 0;
}

function attach({ io }: NerdctlCall, row: ContainerRow): ProgramResult {
  const started = runAttached(io, row);
  if (typeof started === "number")
    return { waitFor: { child: started }, resume: { child: started, id: row.id } };
  const words = startError(row.command[0] ?? "", started.status);
  throw new NerdctlError(words.replace(/^failed to create containerd task: /, ""));
}

function finish({ io, flags, namespace }: NerdctlCall, memory: Running): ProgramResult {
  const status = io.system.status(memory.child);
  if (status === undefined) return { waitFor: { child: memory.child }, resume: memory };
  const { runtime } = io.world.host;
  const row = runtime.plain(io.process.machine, namespace, memory.id);
  if (row === undefined) return status;
  runtime.adoptedEnded(row, status);
  const ended = current(io, row);
  if (flags.bool("rm") && ended !== undefined) runtime.remove(ended);
  return status;
}
