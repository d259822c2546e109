// Puts the start of a lab, a lesson or a playground onto a new cluster: files, manifests, commands. The same
// for the same row, so that a session without a snapshot can always be made again.
import type { Cluster } from "@/lib/sim";
import { demoStart } from "./demo-start";
import { learnerMachine, mainTerminal } from "./learner-machine";
import { type LabStart, noStart, readStart } from "./read-start";

interface StartedRow {
  readonly kind: "LAB" | "LESSON" | "PLAY";
  readonly section: number | null;
  readonly labId: string | null;
  readonly parameters: unknown;
}

export async function startLab(cluster: Cluster, row: StartedRow): Promise<Cluster> {
  applyStart(cluster, await startOf(row), parametersOf(row.parameters));
  const machine = learnerMachine(cluster);
  cluster.terminals.open(mainTerminal, { machine, columns: startColumns });
  return cluster;
}

const startColumns = 100;

async function startOf({ kind, section, labId }: StartedRow): Promise<LabStart> {
  if (kind === "LAB" && section !== null && labId !== null) return readStart(section, labId);
  return labId === demoStart.id ? demoStart : noStart;
}

/** Used by the proofs of the labs too. Throws when a manifest or a command of the start fails. */
export function applyStart(
  cluster: Cluster,
  start: LabStart,
  parameters: Readonly<Record<string, string>>,
): void {
  const isEmpty = start.files.length + start.manifests.length + start.commands.length === 0;
  if (isEmpty) return;
  const machine = learnerMachine(cluster);
  for (const { path, text } of start.files) {
    const files = cluster.files(machine);
    files.makeDirectory(path.slice(0, path.lastIndexOf("/")) || "/", { parents: true });
    files.write(path, fillIn(text, parameters));
  }
  for (const { name, text } of start.manifests) {
    run(cluster, { line: "kubectl apply -f -", stdin: fillIn(text, parameters), name });
  }
  for (const line of start.commands) run(cluster, { line: fillIn(line, parameters), name: line });
}

function run(
  cluster: Cluster,
  command: { readonly line: string; readonly name: string; readonly stdin?: string },
): void {
  const { line, name, stdin } = command;
  const result = cluster.run(learnerMachine(cluster), line, stdin === undefined ? {} : { stdin });
  // A namespace, say, is of use only when its service account is there.
  cluster.settle();
  if (result.status === 0) return;
  throw new Error(`the start of the lab fails at ${name}: ${result.stderr || result.stdout}`);
}

/** `${REPLICAS}` becomes what was drawn for this learner. */
export function fillIn(text: string, parameters: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{([A-Z][A-Z0-9_]*)\}/g, (whole, name: string) =>
    Object.hasOwn(parameters, name) ? (parameters[name] ?? whole) : whole,
  );
}

export function parametersOf(json: unknown): Readonly<Record<string, string>> {
  if (typeof json !== "object" || json === null) return {};
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, String(value)]));
}
