// kubectl logs.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/logs/logs.go

import type { Pod } from "@/generated/kubernetes/types";
import type { ProgramResult } from "@/lib/sim/machine/program";
import { goQuote } from "@/lib/sim/meta/go-text";
import type { KubernetesObject } from "@/lib/sim/meta/object";
import { StatusError } from "@/lib/sim/meta/status-error";
import { parseTime } from "@/lib/sim/meta/time";
import { listObjects, pathOf } from "../client";
import type { Command } from "../command";
import { asError, CommandError, isNotFound, throwCollected } from "../command-error";
import { completePods } from "../completion";
import { defineFlags } from "../flags/flag-specs";
import { findTargets } from "../resources";
import { fetchTargets } from "../resources/fetch";
import { type Session, usage } from "../session";
import { findPod, pollMs } from "../streams/attach-stream";
import { type LogPosition, logStart, readNewLines, withoutTime } from "../streams/follow-log";
import {
  allContainers,
  asPod,
  chooseContainer,
  isFinished,
  podKind,
  podsOf,
} from "../streams/pods";

export const logs: Command = {
  name: "logs",
  summary: "Print the logs for a container in a pod",
  usage: "[-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]",
  flags: defineFlags(`
    all-containers:bool all-pods:bool container,c:string follow,f:bool ignore-errors:bool
    insecure-skip-tls-verify-backend:bool limit-bytes:int64 max-log-requests:int=5 pod-running-timeout:duration=20s
    prefix:bool previous,p:bool selector,l:string since:duration since-time:string tail:int64=-1 timestamps:bool
  `),
  run: (session, resume) =>
    resume === undefined ? start(session) : follow(session, resume as FollowState),
  complete: completePods,
};

const usageText = `expected 'logs [-f] [-p] (POD | TYPE/NAME) [-c CONTAINER]'.
POD or TYPE/NAME is a required argument for the logs command`;

interface LogSource {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

interface FollowState {
  readonly sources: readonly (LogSource & { readonly position: LogPosition })[];
}

function start(session: Session): ProgramResult {
  validate(session);
  const sources = findSources(session);
  const { flags } = session;
  if (!flags.bool("follow")) {
    for (const source of sources) printOnce(session, source);
    return 0;
  }
  const most = flags.number("max-log-requests");
  if (sources.length > most && sources.length > 1) {
    throw new CommandError(
      `you are attempting to follow ${sources.length} log streams, but maximum allowed concurrency is ${most}, use --max-log-requests to increase the limit`,
    );
  }
  return follow(session, { sources: sources.map((source) => ({ ...source, position: logStart })) });
}

function validate(session: Session): void {
  const { flags, args } = session;
  const selector = flags.string("selector");
  if ((args.length === 0 && selector === "") || args.length > 2) throw usage(session, usageText);
  if (args.length === 1 && selector !== "")
    throw usage(session, "only a selector (-l) or a POD name is allowed");
  if (args.length === 2 && flags.isSet("container"))
    throw new CommandError("only one of -c or an inline [CONTAINER] arg is allowed");
  const since = flags.string("since-time");
  if (since !== "" && parseTime(since) === undefined) {
    throw new CommandError(
      `parsing time ${goQuote(since)} as "2006-01-02T15:04:05Z07:00": cannot parse ${goQuote(since)} as "2006"`,
    );
  }
}

/** What upstream checks once it has found the object. */
function validateOptions({ flags }: Session): void {
  if (flags.isSet("since") && flags.isSet("since-time"))
    throw new CommandError("only one of sinceTime or sinceSeconds may be provided");
  if (flags.bool("all-containers") && flags.isSet("container"))
    throw new CommandError("--all-containers=true should not be specified with container name");
  if (flags.number("limit-bytes") < 0)
    throw new CommandError("--limit-bytes must be greater than 0");
  if (flags.number("tail") < -1)
    throw new CommandError("--tail must be greater than or equal to -1");
  if (flags.isSet("since") && flags.duration("since") < 1000)
    throw new CommandError("--since must be greater than 0");
}

function findSources(session: Session): LogSource[] {
  const { flags, args } = session;
  const [resource = ""] = args;
  const selector = flags.string("selector");
  if (selector !== "") {
    validateOptions(session);
    const namespace = session.cluster.namespace;
    const { items } = listObjects(
      session.cluster.client,
      { kind: podKind, namespace },
      { labelSelector: selector },
    );
    if (items.length === 0) session.io.stderr(`No resources found in ${namespace} namespace.\n`);
    return items.flatMap((pod) => sourcesOf(session, asPod(pod), false));
  }
  const object = fetchOne(session, resource);
  validateOptions(session);
  const pods = podsOf(session, object);
  const [best] = pods;
  if (best === undefined) throw new CommandError("timed out waiting for the condition");
  if (flags.bool("all-pods")) return pods.flatMap((pod) => sourcesOf(session, pod, true));
  if (pods.length > 1)
    session.io.stderr(`Found ${pods.length} pods, using pod/${best.metadata?.name}\n`);
  return sourcesOf(session, best, false);
}

function fetchOne(session: Session, resource: string): KubernetesObject {
  const args = [resource];
  const options = resource.includes("/") ? { args } : { args, defaultType: "pods" };
  const {
    infos: [info],
    errors,
  } = fetchTargets(session, findTargets(session, options).targets);
  const [error] = errors;
  if (error !== undefined && isNotFound(error)) {
    throw new CommandError(
      `error from server (NotFound): ${error.message} in namespace ${JSON.stringify(session.cluster.namespace)}`,
    );
  }
  throwCollected(errors);
  if (info === undefined) throw new CommandError("expected a resource");
  return info.object;
}

function sourcesOf(session: Session, pod: Pod, isQuiet: boolean): LogSource[] {
  const place = { namespace: pod.metadata?.namespace ?? "", pod: pod.metadata?.name ?? "" };
  if (session.flags.bool("all-containers")) {
    return allContainers(pod).map((container) => ({ ...place, container: container.name }));
  }
  const name = session.args[1] ?? session.flags.string("container");
  return [{ ...place, container: chooseContainer(session, pod, { name, isQuiet }).name }];
}

function printOnce(session: Session, source: LogSource): void {
  const { flags } = session;
  try {
    const query = {
      container: [source.container],
      ...logQuery(session),
      ...(flags.bool("timestamps") ? { timestamps: ["true"] } : {}),
      ...(flags.bool("previous") ? { previous: ["true"] } : {}),
    };
    const path = pathOf({
      kind: podKind,
      namespace: source.namespace,
      name: source.pod,
      subresource: "log",
    });
    const text = String(session.cluster.client.raw({ path, query }) ?? "");
    session.io.stdout(withPrefix(session, source, text));
  } catch (thrown) {
    const error = asError(thrown);
    if (!flags.bool("ignore-errors")) throw error;
    session.io.stderr(`error: ${error.message}\n`);
  }
}

function logQuery({ flags }: Session): Record<string, readonly string[]> {
  const isSelected = flags.string("selector") !== "" && !flags.isSet("tail");
  const tail = isSelected ? "10" : flags.number("tail") === -1 ? "" : flags.string("tail");
  return {
    ...(tail === "" ? {} : { tailLines: [tail] }),
    ...(flags.isSet("since")
      ? { sinceSeconds: [String(Math.round(flags.duration("since") / 1000))] }
      : {}),
    ...(flags.string("since-time") === "" ? {} : { sinceTime: [flags.string("since-time")] }),
    ...(flags.number("limit-bytes") === 0 ? {} : { limitBytes: [flags.string("limit-bytes")] }),
  };
}

function withPrefix({ flags }: Session, { pod, container }: LogSource, text: string): string {
  if (!flags.bool("prefix") && !flags.bool("all-pods")) return text;
  return text.replace(/^(?=.)/gm, `[pod/${pod}/${container}] `);
}

function follow(session: Session, state: FollowState): ProgramResult {
  const open: FollowState["sources"][number][] = [];
  for (const source of state.sources) {
    const isOver = hasEnded(session, source);
    const next = readOn(session, source);
    if (!isOver) open.push(next);
  }
  if (open.length === 0) return 0;
  const until = session.io.process.now + pollMs;
  return { waitFor: { change: true, until }, resume: { sources: open } satisfies FollowState };
}

function readOn(
  session: Session,
  source: FollowState["sources"][number],
): FollowState["sources"][number] {
  try {
    const { lines, position } = readNewLines(session, source, source.position, logQuery(session));
    for (const line of lines) {
      const text = session.flags.bool("timestamps") ? line : withoutTime(line);
      session.io.stdout(withPrefix(session, source, `${text}\n`));
    }
    return { ...source, position };
  } catch (thrown) {
    const error = asError(thrown);
    const wasOpen = source.position.time !== "";
    if (wasOpen && error instanceof StatusError) return source;
    throw error;
  }
}

/** The container that is being followed is not running any more. */
function hasEnded(session: Session, { namespace, pod, container }: LogSource): boolean {
  const found = findPod(session, namespace, pod);
  if (found === undefined || isFinished(found)) return true;
  const statuses = [
    ...(found.status?.containerStatuses ?? []),
    ...(found.status?.initContainerStatuses ?? []),
    ...(found.status?.ephemeralContainerStatuses ?? []),
  ];
  const status = statuses.find((one) => one.name === container);
  return (
    status !== undefined &&
    status.state?.running === undefined &&
    status.state?.waiting === undefined
  );
}
