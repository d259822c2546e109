// kubectl exec: the API server agrees, then the command runs in the container as a child of ours.

import type { Pod } from "@/generated/kubernetes/types";
import type { ProgramResult } from "@/lib/sim/machine/program";
import { isJsonObject } from "@/lib/sim/meta/object";
import { pathOf } from "../client";
import type { Command } from "../command";
import { CommandError, throwCollected } from "../command-error";
import { completePods } from "../completion";
import { defineFlags } from "../flags/flag-specs";
import { findTargets } from "../resources";
import { fetchTargets } from "../resources/fetch";
import { type Session, usage } from "../session";
import { chooseContainer, isFinished, podKind, podsOf } from "../streams/pods";
import type { ExecAnswer } from "../world";

export const exec: Command = {
  name: "exec",
  summary: "Execute a command in a container",
  usage: "(POD | TYPE/NAME) [-c CONTAINER] [flags] -- COMMAND [args...]",
  flags: defineFlags(
    "container,c:string filename,f:slice pod-running-timeout:duration=1m0s quiet,q:bool stdin,i:bool tty,t:bool",
  ),
  run: (session, resume) =>
    resume === undefined ? start(session) : finish(session, resume as ExecState),
  complete: completePods,
};

interface ExecState {
  readonly child: number;
}

function start(session: Session): ProgramResult {
  const { args, argsBeforeDash, flags } = session;
  const dash = argsBeforeDash < 0 ? args.length : argsBeforeDash;
  const words = argsBeforeDash < 0 ? [] : args.slice(dash);
  if (args.length === 0 || dash === 0)
    throw new CommandError("pod, type/name or --filename must be specified");
  if (argsBeforeDash < 0 && args.length > 1) {
    throw usage(
      session,
      "exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead",
    );
  }
  if (words.length === 0)
    throw new CommandError("you must specify at least one command for the container");
  const pod = podNamed(session, args[0] ?? "");
  if (isFinished(pod)) {
    throw new CommandError(
      `cannot exec into a container in a completed pod; current phase is ${pod.status?.phase}`,
    );
  }
  const container = chooseContainer(session, pod, {
    name: flags.string("container"),
    isQuiet: flags.bool("quiet"),
  });
  const place = { namespace: pod.metadata?.namespace ?? "", name: pod.metadata?.name ?? "" };
  return startCommand(session, { ...place, container: container.name, words });
}

export function podNamed(session: Session, resource: string): Pod {
  const options = resource.includes("/")
    ? { args: [resource] }
    : { args: [resource], defaultType: "pods" };
  const {
    infos: [info],
    errors,
  } = fetchTargets(session, findTargets(session, options).targets);
  throwCollected(errors);
  const [pod] = info === undefined ? [] : podsOf(session, info.object);
  if (pod === undefined) throw new CommandError(`timed out waiting for the condition`);
  return pod;
}

export interface ExecRequest {
  readonly namespace: string;
  readonly name: string;
  readonly container: string;
  readonly words: readonly string[];
}

function startCommand(session: Session, request: ExecRequest): ProgramResult {
  const child = spawnIn(session, request);
  if (typeof child === "number")
    return { waitFor: { child }, resume: { child } satisfies ExecState };
  throw new CommandError(child.error, { status: child.status });
}

/** A child in the container, or why there is none. */
export function spawnIn(session: Session, { namespace, name, container, words }: ExecRequest) {
  const { flags, io } = session;
  const on = (flag: string) => (flags.has(flag) && flags.bool(flag) ? { [flag]: ["true"] } : {});
  const answer = session.cluster.client.answer({
    path: pathOf({ kind: podKind, namespace, name, subresource: "exec" }),
    query: {
      command: words,
      container: [container],
      ...on("stdin"),
      stdout: ["true"],
      ...(flags.has("tty") && flags.bool("tty") ? {} : { stderr: ["true"] }),
      ...on("tty"),
    },
    headers: {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-protocol": "v5.channel.k8s.io",
    },
  });
  const target = (isJsonObject(answer.body) ? answer.body : {}) as unknown as ExecAnswer;
  const [command = "", ...args] = words;
  const nothing =
    flags.has("stdin") && !flags.bool("stdin")
      ? { descriptors: { 0: io.system.open({ path: "/dev/null", mode: "read" }), 1: 1, 2: 2 } }
      : {};
  const { machine, user, directory, environment } = target;
  const child = io.system.spawn({
    command,
    args,
    machine,
    ...(user === undefined ? {} : { user }),
    ...(directory === undefined ? {} : { directory }),
    ...(environment === undefined ? {} : { environment }),
    ...nothing,
  });
  if (typeof child === "number") return child;
  const why = child.error.includes("denied")
    ? "permission denied"
    : command.includes("/")
      ? "no such file or directory"
      : "executable file not found in $PATH";
  const subject = command.includes("/")
    ? `exec: ${JSON.stringify(command)}: stat ${command}: ${why}`
    : `exec: ${JSON.stringify(command)}: ${why}`;
  return {
    error: `Internal error occurred: error executing command in container: failed to exec in container: failed to start exec: OCI runtime exec failed: exec failed: unable to start container process: ${subject}`,
    status: 1,
  };
}

function finish(session: Session, { child }: ExecState): ProgramResult {
  const status = session.io.system.status(child);
  if (status === undefined) return { waitFor: { child }, resume: { child } satisfies ExecState };
  if (status !== 0) session.io.stderr(`command terminated with exit code ${status}\n`);
  return status;
}
