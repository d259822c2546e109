// What a browser is told about a session, first whole and then in parts. Types only: screens import them.
import type { LabVerdict } from "@/lib/labs/verdict";
import type { Step } from "./past";
import type { EventItem, PictureItem } from "./picture/picture-items";

export interface TerminalPatch {
  readonly id: string;
  readonly machine: string;
  readonly prompt: string;
  readonly busy: boolean;
  readonly ended: boolean;
  readonly directory: string;
  /** `vi` and `kubectl edit` wait for this file to be closed. */
  readonly editor?: { readonly machine: string; readonly path: string };
  /** The offset at which `text` begins and ends. */
  readonly from: number;
  readonly text: string;
  readonly offset: number;
  /** What was shown before no longer holds. */
  readonly reset: boolean;
  /** With `reset`: the lines typed before, oldest first. */
  readonly history?: readonly string[];
  /** The last line of the history. */
  readonly lastLine?: string;
}

export interface PicturePatch {
  readonly reset: boolean;
  readonly put: readonly PictureItem[];
  /** Keys of what is gone. */
  readonly drop: readonly string[];
}

export interface ClockView {
  readonly now: number;
  readonly paused: boolean;
}

export interface PastView {
  readonly sequence: number;
  /** What 되돌리기 goes back over, newest first. */
  readonly steps: readonly Step[];
  readonly checkpoints: readonly Step[];
}

export interface GradingView {
  readonly sequence: number;
  readonly at: string;
  readonly verdict: LabVerdict;
}

export interface TaskHints {
  readonly task: string;
  /** Those that are open, in the order in which they were opened. */
  readonly hints: readonly string[];
  readonly total: number;
  /** The next one waits for another attempt. */
  readonly isWaiting: boolean;
}

export type SolutionHelp =
  | { readonly state: "waits" | "offered" }
  /** Scripts as they would be typed: the author's own way first. */
  | { readonly state: "open"; readonly ways: readonly string[] };

export interface LabHelp {
  readonly hints: readonly TaskHints[];
  readonly solution: SolutionHelp;
}

/** An instant of the fork that a check let run ahead. */
export interface ForeseenMoment {
  readonly now: number;
  readonly picture: readonly PictureItem[];
  /** What happened since the moment before: one event for each reason, `count` as many of them. */
  readonly events: readonly EventItem[];
}

export interface ForesightView {
  /** The clock when 채점 was pressed. */
  readonly startsAt: number;
  readonly moments: readonly ForeseenMoment[];
}

/** What an instructor wrote to the learner. */
export interface NoteView {
  readonly id: string;
  readonly author: string;
  readonly text: string;
  readonly at: string;
  readonly isNew: boolean;
}

/** One message of the stream; what is missing has not changed. */
export interface SessionPatch {
  readonly terminals?: readonly TerminalPatch[];
  readonly closedTerminals?: readonly string[];
  readonly picture?: PicturePatch;
  readonly clock?: ClockView;
  readonly past?: PastView;
  readonly grading?: GradingView;
  readonly help?: LabHelp;
  readonly notes?: readonly NoteView[];
  /** The session was started anew or removed: there is nothing more to come. */
  readonly gone?: true;
}

export type SessionKind = "LAB" | "LESSON" | "PLAY";

/** What does not change while a session lives. */
export interface SessionFacts {
  readonly id: string;
  readonly kind: SessionKind;
  readonly preset: string;
  readonly machines: readonly string[];
  /** An instructor who looks on may not type. */
  readonly canAct: boolean;
}
