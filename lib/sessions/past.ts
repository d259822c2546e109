// What was done in a session, in short: which steps can be undone, which checkpoints there are, and how far
// back the last undo went. Derived from the log alone.
import type { SessionAction } from "./action";

export interface Step {
  readonly sequence: number;
  readonly kind: SessionAction["kind"];
  /** The command line, the file or the name it was about; may be empty. */
  readonly label: string;
  /** The cluster's clock. */
  readonly at: number;
}

export interface Done {
  readonly sequence: number;
  readonly at: number;
  readonly action: SessionAction;
}

interface Link {
  readonly step: Step;
  readonly before: Link | undefined;
}

/** Actions that change the cluster or its files: what 되돌리기 goes back over, one at a time. */
const undoable: ReadonlySet<SessionAction["kind"]> = new Set<SessionAction["kind"]>([
  "input",
  "signal",
  "save-file",
  "delete-file",
  "close-editor",
  "api-request",
  "skip",
]);

export class Past {
  /** After each action, the steps that led there. */
  private readonly links = new Map<number, Link | undefined>();
  private last: Link | undefined;
  readonly checkpoints: Step[] = [];
  isPaused = false;
  /** The last action that took the cluster back: what was printed before it no longer holds. */
  epoch = 0;

  add(done: Done): void {
    const { action, sequence } = done;
    if (action.kind === "undo") {
      this.last = this.links.get(action.to);
      this.epoch = sequence;
    } else if (undoable.has(action.kind)) {
      this.last = { step: stepOf(done), before: this.last };
    }
    if (action.kind === "checkpoint") this.checkpoints.push(stepOf(done));
    if (action.kind === "pause") this.isPaused = action.paused;
    this.links.set(sequence, this.last);
  }

  /** The last steps that still hold, newest first. */
  steps(count: number): Step[] {
    const steps: Step[] = [];
    for (let link = this.last; link !== undefined && steps.length < count; link = link.before) {
      steps.push(link.step);
    }
    return steps;
  }
}

const labelLength = 120;

/** `kubectl apply`, as kubectl says itself, and what it asked. */
export function requestLabel(
  action: Pick<SessionAction & { kind: "api-request" }, "method" | "target" | "headers">,
): string {
  const command = action.headers["kubectl-command"];
  const asked = `${action.method} ${action.target.split("?")[0]}`;
  return command === undefined ? asked : `${command} · ${asked}`;
}

function stepOf({ sequence, at, action }: Done): Step {
  return { sequence, at, kind: action.kind, label: labelOf(action).trim().slice(0, labelLength) };
}

function labelOf(action: SessionAction): string {
  switch (action.kind) {
    case "input":
      return action.text;
    case "signal":
      return action.signal;
    case "save-file":
    case "delete-file":
      return action.path;
    case "api-request":
      return requestLabel(action);
    case "skip":
      return String(action.ms);
    case "checkpoint":
      return action.name;
    default:
      return "";
  }
}
