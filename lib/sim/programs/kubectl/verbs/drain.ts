// kubectl drain: cordons a node, evicts its pods and waits until they are gone.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/cmd/drain/drain.go, pkg/drain/drain.go
import type { ProgramResult } from "@/lib/sim/machine/program";
import { StatusError } from "@/lib/sim/meta/status-error";
import { getObject } from "../client";
import type { Command } from "../command";
import { asError, CommandError, isNotFound, SilentExit } from "../command-error";
import { completeOfType } from "../completion";
import { planDrain } from "../drain/filter-pods";
import { defineFlags } from "../flags/flag-specs";
import { dryRunFlag, selectorFlag } from "../flags/shared-flags";
import type { Info } from "../resources/target";
import { dryRunOf, type Session, withDryRun } from "../session";
import { podKind } from "../streams/pods";
import { createObject, deleteObject } from "../writes";
import { setCordon, visitNodes } from "./cordon";

export const drain: Command = {
  name: "drain",
  summary: "Drain node in preparation for maintenance",
  usage: "NODE",
  flags: defineFlags(
    `chunk-size:int64=500 delete-emptydir-data:bool delete-local-data:bool disable-eviction:bool ${dryRunFlag} force:bool
     grace-period:int=-1 ignore-daemonsets:bool pod-selector:string ${selectorFlag} skip-wait-for-delete-timeout:int timeout:duration`,
    {
      "delete-local-data":
        "This option is deprecated and will be deleted. Use --delete-emptydir-data.",
    },
  ),
  run: (session, resume) =>
    resume === undefined ? start(session) : goOn(session, resume as DrainState),
  complete: completeOfType("nodes"),
};

interface DrainedPod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
}

interface DrainState {
  /** Nodes whose pods are still to be dealt with, in order; the first is being drained. */
  readonly nodes: readonly string[];
  /** Pods still to be evicted on the first node; missing before it was looked at. */
  readonly pending?: readonly DrainedPod[];
  /** Evicted, and not gone yet. */
  readonly leaving: readonly DrainedPod[];
  readonly failures: readonly string[];
  readonly failed: readonly string[];
  readonly until: number;
  /** After a 429, the instant of the next try. */
  readonly retryAt?: number;
}

const retryMs = 5000;

function start(session: Session): ProgramResult {
  const infos: Info[] = [];
  visitNodes(session, "drain", (info) => infos.push(info));
  for (const info of infos) setCordon(session, info, true);
  const timeout = session.flags.duration("timeout");
  const until = timeout === 0 ? Number.MAX_SAFE_INTEGER : session.io.process.now + timeout;
  return goOn(session, {
    nodes: infos.map((info) => info.name),
    leaving: [],
    failures: [],
    failed: [],
    until,
  });
}

function goOn(session: Session, state: DrainState): ProgramResult {
  const [node] = state.nodes;
  if (node === undefined) return finish(session, state);
  if (state.pending === undefined) return look(session, state, node);
  const evicted = evictAll(session, { ...state, pending: state.pending });
  if ("failure" in evicted) return fail(session, state, node, [evicted.failure]);
  const { leaving } = evicted.state;
  if (leaving.length === 0 && evicted.state.pending.length === 0) {
    session.io.stdout(`node/${node} ${withDryRun("drained", dryRunOf(session))}\n`);
    return goOn(session, nextNode(state));
  }
  const now = session.io.process.now;
  if (now >= state.until) {
    return fail(session, state, node, [
      `error when waiting for pod ${JSON.stringify(leaving[0]?.name ?? evicted.state.pending[0]?.name ?? "")} to terminate: global timeout reached: ${session.flags.string("timeout")}`,
    ]);
  }
  const next: DrainState = evicted.state;
  const until = Math.min(state.until, next.retryAt ?? Number.MAX_SAFE_INTEGER);
  return {
    waitFor: { change: true, ...(until === Number.MAX_SAFE_INTEGER ? {} : { until }) },
    resume: next,
  };
}

function nextNode({ pending: _, retryAt: __, ...state }: DrainState): DrainState {
  return { ...state, nodes: state.nodes.slice(1), leaving: [] };
}

function look(session: Session, state: DrainState, node: string): ProgramResult {
  const plan = planDrain(session, node);
  if (plan.errors.length > 0) {
    return fail(session, state, node, plan.errors);
  }
  if (plan.warnings !== "") session.io.stderr(`Warning: ${plan.warnings}\n`);
  const pending = plan.pods.map((pod) => ({
    namespace: pod.metadata?.namespace ?? "",
    name: pod.metadata?.name ?? "",
    uid: pod.metadata?.uid ?? "",
  }));
  return goOn(session, { ...state, pending });
}

/** Several reasons stand in brackets in the notice, and on lines of their own at the end. */
function fail(
  session: Session,
  state: DrainState,
  node: string,
  reasons: readonly string[],
): ProgramResult {
  const why = reasons.length === 1 ? (reasons[0] ?? "") : `[${reasons.join(", ")}]`;
  session.io.stderr(
    `error: unable to drain node ${JSON.stringify(node)} due to error: ${why}, continuing command...\n`,
  );
  const failures = [...state.failures, ...reasons];
  return goOn(session, { ...nextNode(state), failures, failed: [...state.failed, node] });
}

function finish({ io }: Session, { failures, failed }: DrainState): number {
  if (failed.length === 0) return 0;
  io.stderr(
    `There are pending nodes to be drained:\n${failed.map((node) => ` ${node}\n`).join("")}`,
  );
  io.stderr(failures.map((failure) => `${failure}\n`).join(""));
  throw new SilentExit(1);
}

type Evicting = DrainState & { readonly pending: readonly DrainedPod[] };

function evictAll(session: Session, state: Evicting): { state: Evicting } | { failure: string } {
  const dryRun = dryRunOf(session);
  const verb = session.flags.bool("disable-eviction") ? "deleting" : "evicting";
  const past = verb === "deleting" ? "deleted" : "evicted";
  const blocked: DrainedPod[] = [];
  const leaving = [...state.leaving];
  if (state.retryAt !== undefined && session.io.process.now < state.retryAt) return { state };
  for (const pod of state.pending) {
    session.io.stdout(`${withDryRun(`${verb} pod ${pod.namespace}/${pod.name}`, dryRun)}\n`);
    if (dryRun === "client") continue;
    const result = removePod(session, pod);
    if (result === "blocked") blocked.push(pod);
    else if (result === "gone") continue;
    else if (result === "done") leaving.push(pod);
    else return { failure: result.failure };
  }
  const { retryAt: _, ...rest } = state;
  for (const pod of leaving) {
    if (isStillThere(session, pod)) continue;
    session.io.stdout(`pod/${pod.name} ${past}\n`);
  }
  const still = leaving.filter((pod) => isStillThere(session, pod));
  const retry = blocked.length === 0 ? {} : { retryAt: session.io.process.now + retryMs };
  return { state: { ...rest, pending: blocked, leaving: still, ...retry } };
}

function removePod(
  session: Session,
  { namespace, name }: DrainedPod,
): "done" | "blocked" | "gone" | { failure: string } {
  const grace = session.flags.number("grace-period");
  const gracePeriod = grace < 0 ? {} : { gracePeriodSeconds: grace };
  const dryRun = dryRunOf(session);
  try {
    if (session.flags.bool("disable-eviction")) {
      deleteObject(
        session,
        { kind: podKind, namespace, name },
        { propagation: "Background", ...gracePeriod },
      );
      return "done";
    }
    const eviction = {
      apiVersion: "policy/v1",
      kind: "Eviction",
      metadata: { name, namespace },
      ...(grace < 0 ? {} : { deleteOptions: gracePeriod }),
    };
    createObject(session, { kind: podKind, namespace, name, subresource: "eviction" }, eviction, {
      dryRun,
    });
    return "done";
  } catch (thrown) {
    const error = asError(thrown);
    if (isNotFound(error)) return "gone";
    if (error instanceof StatusError && error.reason === "TooManyRequests") {
      session.io.stderr(
        `error when evicting pods/${JSON.stringify(name)} -n ${JSON.stringify(namespace)} (will retry after 5s): ${error.message}\n`,
      );
      return "blocked";
    }
    return {
      failure: `error when evicting pods/${JSON.stringify(name)} -n ${JSON.stringify(namespace)}: ${error.message}`,
    };
  }
}

function isStillThere(session: Session, { namespace, name, uid }: DrainedPod): boolean {
  try {
    return (
      getObject(session.cluster.client, { kind: podKind, namespace, name }).metadata.uid === uid
    );
  } catch (thrown) {
    const error = asError(thrown);
    if (isNotFound(error)) return false;
    throw new CommandError(error.message);
  }
}
