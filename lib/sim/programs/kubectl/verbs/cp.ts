// kubectl cp. Differs: one file at a time, carried by `cat` and `tee` in the container instead of `tar`.
import type { ProgramResult } from "@/lib/sim/machine/program";
import { pathOf } from "../client";
import type { Command } from "../command";
import { CommandError } from "../command-error";
import { defineFlags } from "../flags/flag-specs";
import type { Session } from "../session";
import { chooseContainer, podKind } from "../streams/pods";
import type { ExecAnswer } from "../world";
import { podNamed } from "./exec";

export const cp: Command = {
  name: "cp",
  summary: "Copy files and directories to and from containers",
  usage: "<file-spec-src> <file-spec-dest>",
  flags: defineFlags("container,c:string no-preserve:bool retries:int"),
  run: (session, resume) =>
    resume === undefined ? start(session) : finish(session, resume as CopyState),
};

interface FileSpec {
  readonly namespace: string;
  readonly pod: string;
  readonly path: string;
}

interface CopyState {
  readonly child: number;
}

function parseSpec(text: string): FileSpec {
  const colon = text.indexOf(":");
  if (colon < 0) return { namespace: "", pod: "", path: text };
  const [first = "", second] = text.slice(0, colon).split("/");
  const path = text.slice(colon + 1);
  return second === undefined
    ? { namespace: "", pod: first, path }
    : { namespace: first, pod: second, path };
}

function start(session: Session): ProgramResult {
  const [from, to] = session.args;
  if (from === undefined || to === undefined || session.args.length !== 2)
    throw new CommandError("source and destination are required");
  const [source, target] = [parseSpec(from), parseSpec(to)];
  if (source.pod !== "" && target.pod !== "")
    throw new CommandError("one of src or dest must be a local file specification");
  if (source.pod === "" && target.pod === "")
    throw new CommandError("one of src or dest must be a remote file specification");
  if (source.path === "" || target.path === "") throw new CommandError("filepath can not be empty");
  return source.pod === "" ? upload(session, source, target) : download(session, source, target);
}

function machineOf(session: Session, { pod: name }: FileSpec): ExecAnswer {
  const pod = podNamed(session, name);
  const container = chooseContainer(session, pod, { name: session.flags.string("container") });
  const answer = session.cluster.client.answer({
    path: pathOf({
      kind: podKind,
      namespace: pod.metadata?.namespace ?? "",
      name,
      subresource: "exec",
    }),
    query: {
      command: ["tar", "-xmf", "-"],
      container: [container.name],
      stdin: ["true"],
      stdout: ["true"],
      stderr: ["true"],
    },
    headers: {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-protocol": "v5.channel.k8s.io",
    },
  });
  return answer.body as ExecAnswer;
}

function upload(session: Session, source: FileSpec, target: FileSpec): ProgramResult {
  const { io } = session;
  if (!io.files.exists(source.path))
    throw new CommandError(`${source.path} doesn't exist in local filesystem`);
  if (io.files.isDirectory(source.path))
    throw new CommandError("cp of a directory is not simulated here; copy the files one by one");
  const name = source.path.slice(source.path.lastIndexOf("/") + 1);
  const path = target.path.endsWith("/") ? `${target.path}${name}` : target.path;
  return runIn(session, target, {
    words: [
      "sh",
      "-c",
      'if [ -d "$1" ]; then cat > "$1/$2"; else cat > "$1"; fi',
      "cp",
      path,
      name,
    ],
    descriptors: { 0: io.system.open({ path: source.path, mode: "read" }), 1: 1, 2: 2 },
  });
}

function download(session: Session, source: FileSpec, target: FileSpec): ProgramResult {
  const { io } = session;
  const name = source.path.slice(source.path.lastIndexOf("/") + 1);
  const path = io.files.isDirectory(target.path)
    ? `${target.path.replace(/\/$/, "")}/${name}`
    : target.path;
  const out = io.system.open({ path, mode: "write" });
  return runIn(session, source, { words: ["cat", source.path], descriptors: { 1: out, 2: 2 } });
}

interface Run {
  readonly words: readonly string[];
  readonly descriptors: Readonly<Record<number, number>>;
}

function runIn(session: Session, spec: FileSpec, { words, descriptors }: Run): ProgramResult {
  const { machine, user, directory, environment } = machineOf(session, spec);
  const [command = "", ...args] = words;
  const child = session.io.system.spawn({
    command,
    args,
    machine,
    descriptors,
    ...(user === undefined ? {} : { user }),
    ...(directory === undefined ? {} : { directory }),
    ...(environment === undefined ? {} : { environment }),
  });
  if (typeof child !== "number")
    throw new CommandError(
      `Internal error occurred: error executing command in container: ${child.error}`,
    );
  return { waitFor: { child }, resume: { child } satisfies CopyState };
}

function finish(session: Session, { child }: CopyState): ProgramResult {
  const status = session.io.system.status(child);
  if (status === undefined) return { waitFor: { child }, resume: { child } satisfies CopyState };
  if (status !== 0) session.io.stderr(`command terminated with exit code ${status}\n`);
  return status;
}
