// The log of a session as steps one can walk through: what was done, after what pause, and what 채점 said.
// Pure.
import type { LoggedAction, SessionAction } from "@/lib/sessions/action";
import { requestLabel } from "@/lib/sessions/past";

export type StepKind =
  | "command"
  | "signal"
  | "save"
  | "delete"
  | "editor"
  | "request"
  | "skip"
  | "check"
  | "hint"
  | "solution"
  | "checkpoint"
  | "undo";

export interface ReplayStep {
  readonly sequence: number;
  readonly kind: StepKind;
  /** The command line, the file, the name it was about; may be empty. */
  readonly label: string;
  /** Wall clock, milliseconds since 1970. */
  readonly wallAt: number;
  /** Since the step before. */
  readonly gapMs: number;
  /** A pause worth jumping to: the learner was away, or sat there thinking. */
  readonly isLongPause: boolean;
  readonly grade?: Grade;
}

export interface Grade {
  readonly score: number;
  readonly maxScore: number;
  readonly passed: boolean;
}

export const longPauseMs = 3 * 60_000;

const labelLength = 400;

export function replaySteps(
  log: readonly LoggedAction[],
  grades: ReadonlyMap<number, Grade>,
): ReplayStep[] {
  let before: number | undefined;
  return log.flatMap(({ sequence, action, wallAt }): ReplayStep[] => {
    const described = describeAction(action);
    if (described === undefined) return [];
    const gapMs = before === undefined ? 0 : Math.max(0, wallAt.getTime() - before);
    before = wallAt.getTime();
    const grade = grades.get(sequence);
    return [
      {
        sequence,
        ...described,
        label: described.label.trim().slice(0, labelLength),
        wallAt: wallAt.getTime(),
        gapMs,
        isLongPause: gapMs >= longPauseMs,
        ...(grade && { grade: gradeOf(grade) }),
      },
    ];
  });
}

/** A whole verdict may come in; only the figures go out. */
const gradeOf = ({ score, maxScore, passed }: Grade): Grade => ({ score, maxScore, passed });

/** Nothing for what moves only the screen: opening, sizing and closing terminals, coming and going. */
function describeAction(
  action: SessionAction,
): { readonly kind: StepKind; readonly label: string } | undefined {
  switch (action.kind) {
    case "input":
      return { kind: "command", label: action.text };
    case "signal":
      return { kind: "signal", label: action.signal };
    case "save-file":
      return { kind: "save", label: action.path };
    case "delete-file":
      return { kind: "delete", label: action.path };
    case "close-editor":
      return { kind: "editor", label: "" };
    case "api-request":
      return { kind: "request", label: requestLabel(action) };
    case "skip":
      return { kind: "skip", label: String(action.ms) };
    case "check":
    case "solution":
      return { kind: action.kind, label: "" };
    case "hint":
      return { kind: "hint", label: action.task };
    case "checkpoint":
      return { kind: "checkpoint", label: action.name };
    case "undo":
      return { kind: "undo", label: String(action.to) };
    default:
      return undefined;
  }
}
