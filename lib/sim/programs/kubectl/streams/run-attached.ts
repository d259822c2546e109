// `kubectl run -i`: waits for the pod, attaches, and afterwards says how it ended and removes it (`--rm`).

import type { Pod } from "@/generated/kubernetes/types";
import type { ProgramResult } from "@/lib/sim/machine/program";
import type { KubernetesObject } from "@/lib/sim/meta/object";
import { asError, CommandError } from "../command-error";
import type { Session } from "../session";
import { deleteObject } from "../writes";
import { type AttachState, findPod, openAttach, stepAttach } from "./attach-stream";
import { logStart, readLinesQuietly, withoutTime } from "./follow-log";
import { isFinished, isReady, podKind } from "./pods";

export type RunAttached =
  | {
      readonly step: "starting";
      readonly namespace: string;
      readonly pod: string;
      readonly until: number;
    }
  | { readonly step: "attached"; readonly attach: AttachState }
  | {
      readonly step: "ending";
      readonly namespace: string;
      readonly pod: string;
      readonly until: number;
    };

export function startAttached(session: Session, pod: KubernetesObject): ProgramResult {
  const until = session.io.process.now + session.flags.duration("pod-running-timeout");
  return runAttached(session, {
    step: "starting",
    namespace: pod.metadata.namespace ?? session.cluster.namespace,
    pod: pod.metadata.name,
    until,
  });
}

export function runAttached(session: Session, memory: RunAttached): ProgramResult {
  switch (memory.step) {
    case "starting":
      return awaitStart(session, memory);
    case "attached":
      return goOn(session, memory.attach);
    case "ending":
      return awaitEnd(session, memory);
  }
}

type Starting = Extract<RunAttached, { step: "starting" }>;

function awaitStart(session: Session, memory: Starting): ProgramResult {
  const { namespace, pod: name, until } = memory;
  const pod = findPod(session, namespace, name);
  if (pod === undefined) throw new CommandError(`pods "${name}" not found`);
  const container = pod.spec?.containers[0]?.name ?? name;
  if (isFinished(pod)) {
    const { lines } = readLinesQuietly(session, { namespace, pod: name, container }, logStart);
    for (const line of lines) session.io.stdout(`${withoutTime(line)}\n`);
    return awaitEnd(session, { ...memory, step: "ending" });
  }
  if (!isReady(pod)) {
    if (session.io.process.now >= until) {
      removePod(session, namespace, name);
      throw new CommandError("timed out waiting for the condition");
    }
    return { waitFor: { change: true, until }, resume: memory };
  }
  if (!session.flags.bool("quiet")) {
    session.io.stderr(
      "All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.\nIf you don't see a command prompt, try pressing enter.\n",
    );
  }
  const { flags } = session;
  const attach = openAttach(session, {
    namespace,
    pod: name,
    container,
    withStdin: flags.bool("stdin"),
    tty: flags.bool("tty"),
    skipsPast: false,
  });
  return goOn(session, attach);
}

function goOn(session: Session, attach: AttachState): ProgramResult {
  const next = stepAttach(session, attach);
  if (next !== undefined) {
    return {
      waitFor: next.waitFor,
      resume: { step: "attached", attach: next.state } satisfies RunAttached,
    };
  }
  const { namespace, pod, container } = attach;
  const { flags, io } = session;
  if (
    flags.bool("tty") &&
    flags.bool("stdin") &&
    !flags.bool("quiet") &&
    io.process.inputIsTerminal
  ) {
    io.stdout(
      `Session ended, resume using 'kubectl attach ${pod} -c ${container} -n ${namespace} -i -t' command\n`,
    );
  }
  const until = io.process.now + flags.duration("pod-running-timeout");
  return awaitEnd(session, { step: "ending", namespace, pod, until });
}

type Ending = Extract<RunAttached, { step: "ending" }>;

function awaitEnd(session: Session, memory: Ending): ProgramResult {
  const { namespace, pod: name, until } = memory;
  const { flags, io } = session;
  const restart = flags.string("restart");
  const asksExitCode =
    !flags.bool("leave-stdin-open") && (restart === "Never" || restart === "OnFailure");
  const pod = asksExitCode ? findPod(session, namespace, name) : undefined;
  const isOver =
    pod?.status?.phase === "Succeeded" || (restart === "Never" && pod?.status?.phase === "Failed");
  if (pod !== undefined && !isOver && io.process.now < until) {
    return { waitFor: { change: true, until }, resume: memory };
  }
  const status = pod === undefined ? 0 : exitStatus(pod);
  if (status !== 0 && pod !== undefined) io.stderr(failureText(pod));
  removePod(session, namespace, name);
  return status;
}

function exitStatus(pod: Pod): number {
  if (pod.status?.phase !== "Failed") return 0;
  return pod.status.containerStatuses?.[0]?.state?.terminated?.exitCode ?? 1;
}

function failureText(pod: Pod): string {
  const terminated = pod.status?.containerStatuses?.[0]?.state?.terminated;
  const place = `pod ${pod.metadata?.namespace}/${pod.metadata?.name}`;
  if (terminated === undefined) return `error: ${place} failed with unknown exit code\n`;
  return `${place} terminated (${terminated.reason ?? ""})\n${terminated.message ?? ""}`.replace(
    /\n?$/,
    "\n",
  );
}

function removePod(session: Session, namespace: string, name: string): void {
  if (!session.flags.bool("rm")) return;
  try {
    deleteObject(session, { kind: podKind, namespace, name }, { propagation: "Background" });
    if (!session.flags.bool("quiet"))
      session.io.stdout(`pod "${name}" deleted from ${namespace} namespace\n`);
  } catch (thrown) {
    asError(thrown);
  }
}
