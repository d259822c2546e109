// The contract of a lab's `checks.ts`: one function per task. A check gets a fork of its own, may do with it
// what it likes (kill pods, let hours pass) and says what it saw.

import type { LoggedAction } from "@/lib/sessions/action";
import type { Client, Cluster } from "@/lib/sim";
import type { Verdict } from "./verdict";

export interface CheckContext {
  /** A fork of the learner's cluster, this check's alone. */
  readonly cluster: Cluster;
  /** Reads and writes that fork, typed by kind. */
  readonly client: Client;
  /** What was drawn for this learner. */
  readonly parameters: Readonly<Record<string, string>>;
  /** What the learner did, oldest first. */
  readonly log: readonly LoggedAction[];
}

export type Check = (context: CheckContext) => Verdict;

export type LabChecks = Readonly<Record<string, Check>>;

/** `export const checks = defineChecks({ "create-pod": ({ client }) => … })`. */
export const defineChecks = <const Checks extends LabChecks>(checks: Checks): Checks => checks;
