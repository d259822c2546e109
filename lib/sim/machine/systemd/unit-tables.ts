// What systemd knows of the units of every machine.
import { defineTable } from "../../kernel/state";

export interface UnitRow {
  readonly active: "active" | "inactive" | "failed" | "activating";
  readonly isEnabled: boolean;
  readonly sinceMs: number;
  /** The main process while it runs. */
  readonly process?: number;
  readonly pid?: number;
  readonly exitStatus?: number;
  /** Of the unit file as it was read last. */
  readonly hash: string;
  readonly restarts: number;
  /** The restart that is due. */
  readonly ticket?: string;
  /** When the main process had which number, for the journal. */
  readonly starts: readonly (readonly [ms: number, pid: number])[];
}

/** Key: machine NUL unit. */
export const unitTable = defineTable<UnitRow>("machine.units");

export const unitKey = (machine: string, unit: string): string => `${machine}\0${unit}`;

/** Where what a unit prints is kept; lines as in a container's log. */
export const journalPath = (unit: string): string => `/run/log/journal/${unit}`;
