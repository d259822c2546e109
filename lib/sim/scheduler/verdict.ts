// What the scheduler thought of each node for a pod: said in the PodScheduled condition and the Event when
// nothing fits, kept for the learner's "why here?" in any case.
//
// Kubernetes: pkg/scheduler/framework/types.go (FitError)
import { defineTable, type State } from "../kernel/state";

export interface NodeVerdict {
  readonly node: string;
  /** The plugin that refused the node, and why. */
  readonly refusedBy?: string;
  readonly reasons?: readonly string[];
  /** Whether evicting pods could lift the refusal. */
  readonly isHelped?: boolean;
  /** Weighted score per plugin, for nodes that fit. */
  readonly scores?: Readonly<Record<string, number>>;
  readonly total?: number;
}

export interface Verdict {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly pod: string;
  readonly nodes: readonly NodeVerdict[];
  readonly chosen?: string;
}

const verdictTable = defineTable<Verdict>("scheduler.verdicts");
/** `instant pod` → the pod: the oldest verdict first. */
const ageTable = defineTable<string>("scheduler.verdict-ages");
/** Enough for what a learner looks at; the oldest go first. */
const verdictsKept = 200;

export function keepVerdict(state: State, verdict: Verdict): void {
  const table = state.table(verdictTable);
  const ages = state.table(ageTable);
  const known = table.get(verdict.pod);
  if (known !== undefined) ages.delete(ageOf(known));
  table.set(verdict.pod, verdict);
  ages.set(ageOf(verdict), verdict.pod);
  const oldest = table.size > verdictsKept ? ages.firstKey() : undefined;
  if (oldest === undefined) return;
  table.delete(ages.get(oldest) ?? "");
  ages.delete(oldest);
}

const ageOf = ({ at, pod }: Verdict): string => `${String(at).padStart(14, "0")} ${pod}`;

/** The last verdict about `namespace/name`. */
export function findVerdict(state: State, pod: string): Verdict | undefined {
  return state.table(verdictTable).get(pod);
}

/** `0/3 nodes are available: 1 Insufficient cpu, 2 node(s) had untolerated taint(s). preemption: …` */
export function fitErrorMessage(
  nodes: readonly NodeVerdict[],
  {
    hasVictims = false,
    notEligible,
  }: { hasVictims?: boolean; notEligible?: string | undefined } = {},
): string {
  const counts = countReasons(nodes.flatMap(({ reasons = [] }) => reasons));
  const refused = counts.length === 0 ? "" : ` ${counts.join(", ")}.`;
  const preemption = countReasons(
    nodes.map(({ isHelped }) =>
      isHelped
        ? "No preemption victims found for incoming pod"
        : "Preemption is not helpful for scheduling",
    ),
  );
  const available = `0/${nodes.length} nodes are available:`;
  if (nodes.length === 0) return "no nodes available to schedule pods";
  if (hasVictims) return `${available}${refused}`;
  if (notEligible !== undefined)
    return `${available}${refused} no new claims to deallocate, preemption: ${notEligible}`;
  return `${available}${refused} no new claims to deallocate, preemption: ${available} ${preemption.join(", ")}.`;
}

/** One reason holds for all; preemption then finds no node to look at, and says so in its own way. */
export function preFilterMessage(nodes: readonly NodeVerdict[]): string {
  const reason = nodes[0]?.reasons?.[0];
  if (reason === undefined) return "no nodes available to schedule pods";
  return `0/${nodes.length} nodes are available: ${reason}. not found`;
}

function countReasons(reasons: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => `${count} ${reason}`).sort();
}
