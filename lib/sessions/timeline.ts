// A session's cluster together with its past: plays actions on it, and can go back to any of them. Pure: no
// database and no wall clock, so replay and resume are the same code as the first time.
import { readForwarded } from "@/lib/gateway/forwarded-request";
import type { ApiResponse, Cluster, Refused, ServerAnswer } from "@/lib/sim";
import type { LoggedAction, SessionAction } from "./action";
import { apiRequestOf } from "./api-request";
import { Past } from "./past";
import { streamChangeOf } from "./stream-change";

export interface Moment {
  readonly sequence: number;
  /** A fork that nobody changes any more. */
  readonly cluster: Cluster;
}

/** Forks kept for undo; each shares nearly everything with its neighbours. */
const momentsKept = 200;

export class Timeline {
  /** What the API server said to the last request from outside that was played. */
  answer: ApiResponse | undefined;
  /** What became of the last request that port-forward carried. */
  forwarded: ServerAnswer | Refused | undefined;

  private constructor(
    private moments: Moment[],
    private present: Cluster,
    /** What was done, for undo and for those who look on. */
    readonly past: Past,
  ) {}

  /** Begins at a cluster as it was after action `sequence`. */
  static startingAt(cluster: Cluster, sequence: number, past = new Past()): Timeline {
    return new Timeline([{ sequence, cluster: cluster.fork() }], cluster, past);
  }

  get cluster(): Cluster {
    return this.present;
  }

  get paused(): boolean {
    return this.past.isPaused;
  }

  /** The number of the last action that was played. */
  get sequence(): number {
    return this.moments.at(-1)?.sequence ?? 0;
  }

  /** The first action `undo` can still go back to. */
  get oldest(): number {
    return this.moments[0]?.sequence ?? 0;
  }

  /** Lets the cluster work until `instant`; earlier instants are ignored. */
  advanceTo(instant: number): void {
    if (instant > this.present.now) this.present.advanceTo(instant);
  }

  /** Plays the next action at `at`. Returns the digest of the cluster after it. */
  play(action: SessionAction, at: number, sequence: number): string {
    this.advanceTo(at);
    if (action.kind === "undo") this.goBack(action.to);
    else this.apply(action);
    // What is due at this very instant belongs to the action.
    this.present.advanceTo(this.present.now);
    this.moments.push({ sequence, cluster: this.present.fork() });
    this.past.add({ sequence, at: this.present.now, action });
    if (this.moments.length > momentsKept) this.moments.shift();
    return this.present.fingerprint();
  }

  /** Plays a row of the log; says whether it came out as the first time. */
  replay(row: LoggedAction): boolean {
    return this.play(row.action, row.at, row.sequence) === row.digest;
  }

  private forward({ machine, port, data }: SessionAction & { kind: "forward" }) {
    const read = readForwarded(Buffer.from(data, "base64"));
    return typeof read === "string" ? undefined : this.present.forward(machine, port, read.request);
  }

  private goBack(to: number): void {
    const moment = this.moments.findLast(({ sequence }) => sequence <= to);
    if (moment === undefined) throw new UndoTooFar(this.oldest);
    this.present = moment.cluster.fork();
  }

  private apply(action: Exclude<SessionAction, { kind: "undo" }>): void {
    const { terminals } = this.present;
    switch (action.kind) {
      case "open-terminal":
        if (!terminals.has(action.terminal)) {
          terminals.open(action.terminal, { machine: action.machine, columns: action.columns });
        }
        return;
      case "resize-terminal":
        return terminals.resize(action.terminal, action.columns);
      case "close-terminal":
        return terminals.close(action.terminal);
      case "input":
        return terminals.input(action.terminal, action.text);
      case "signal":
        return terminals.signal(action.terminal, action.signal, action.partial);
      case "save-file":
        return this.present.files(action.machine).write(action.path, action.text);
      case "delete-file":
        return this.present.files(action.machine).remove(action.path);
      case "close-editor":
        return terminals.closeEditor(action.terminal, action.saved);
      case "api-request":
        this.answer = this.present.serve(apiRequestOf(action));
        return;
      case "forward":
        this.forwarded = this.forward(action);
        return;
      case "stream":
        return this.present.streams.change(action.stream, streamChangeOf(action.change));
      case "skip":
        return this.present.advance(action.ms);
      default:
        // check, hint, solution, checkpoint, pause and leave are remembered and change nothing.
        return;
    }
  }
}

/** Asked to go back further than the forks that are kept. */
export class UndoTooFar extends Error {
  override readonly name = "UndoTooFar";
  constructor(readonly oldest: number) {
    super(`cannot go back beyond action ${oldest}`);
  }
}
