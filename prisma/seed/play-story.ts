// Plays a story on a simulated cluster, exactly as the learner's browser would have: every action through the
// session's own timeline, every 채점 through the lab's own checks. The same story gives the same rows.
import { checkLab } from "@/lib/labs/check-session";
import { readLab } from "@/lib/labs/read-lab";
import { readSolution, readWrongWays } from "@/lib/labs/scripts";
import type { LabVerdict } from "@/lib/labs/verdict";
import type { LoggedAction, SessionAction } from "@/lib/sessions/action";
import { newCluster, seedFrom } from "@/lib/sessions/base-clusters";
import { drawLab } from "@/lib/sessions/draw-lab";
import { labSeed } from "@/lib/sessions/lab-seed";
import { learnerMachine, mainTerminal } from "@/lib/sessions/learner-machine";
import { startLab } from "@/lib/sessions/start-lab";
import { Timeline } from "@/lib/sessions/timeline";
import type { Move, Story } from "./stories";
import { typedScript } from "./typed-script";

export interface PlayedStory {
  readonly preset: string;
  readonly seed: number;
  readonly parameters: Readonly<Record<string, string>>;
  readonly labVersion: string;
  readonly maxScore: number;
  readonly virtualTime: number;
  readonly activeMs: number;
  /** Wall clock from the first action on, which is at 0. */
  readonly log: readonly (Omit<LoggedAction, "wallAt"> & { readonly elapsedMs: number })[];
  readonly attempts: readonly PlayedAttempt[];
}

export interface PlayedAttempt {
  readonly sequence: number;
  readonly elapsedMs: number;
  readonly verdict: LabVerdict;
}

interface Lab {
  readonly section: number;
  readonly labId: string;
}

export async function playStory(
  { userId, moves }: Pick<Story, "userId" | "moves">,
  { section, labId }: Lab,
): Promise<PlayedStory> {
  const seed = labSeed(userId, section, labId);
  const drawn = await drawLab({ section, lab: labId, seed });
  const { parameters, preset } = drawn;
  const row = { kind: "LAB", section, labId, parameters } as const;
  const cluster = await startLab(newCluster(preset, seed), row);
  const scene = new Scene(Timeline.startingAt(cluster, 0), userId, seedFrom(userId, labId, "pace"));
  const scripts = await readScripts(section, labId);
  const where = { terminal: mainTerminal, machine: learnerMachine(cluster), parameters };
  const attempts: PlayedAttempt[] = [];
  let turn = 0;
  for (const move of moves) {
    if (move.kind !== "check") {
      for (const action of actionsOf(move, { scripts, where, turn: turn++ })) scene.act(action);
      continue;
    }
    const sequence = scene.act({ kind: "check" });
    const verdict = await checkLab({
      section,
      lab: labId,
      cluster: scene.timeline.cluster.fork(),
      parameters,
      log: scene.log.map((each) => ({ ...each, wallAt: new Date(each.elapsedMs) })),
    });
    attempts.push({ sequence, elapsedMs: scene.elapsedMs, verdict });
    scene.think();
  }
  return {
    ...{ preset, seed, parameters, attempts },
    labVersion: drawn.version,
    maxScore: drawn.maxScore,
    virtualTime: scene.timeline.cluster.now,
    activeMs: scene.activeMs,
    log: scene.log,
  };
}

interface Scripts {
  readonly firstHint: { readonly task: string; readonly key: string };
  readonly solution: string;
  readonly wrong: readonly string[];
}

async function readScripts(section: number, labId: string): Promise<Scripts> {
  const lab = await readLab(section, labId);
  if (lab === undefined) throw new Error(`there is no lab ${section}/${labId}`);
  const wrong = await readWrongWays(lab.folder);
  const first = lab.definition.tasks[0];
  return {
    firstHint: { task: first?.id ?? "", key: first?.hints[0]?.key ?? "" },
    solution: (await readSolution(lab.folder)).text,
    wrong: wrong.map(({ text }) => text),
  };
}

interface Stage {
  readonly scripts: Scripts;
  readonly where: Parameters<typeof typedScript>[1];
  readonly turn: number;
}

/** What people type to see where they are. */
const looks = [
  "kubectl get all",
  "kubectl get pods -o wide",
  "ls",
  "kubectl get events",
  "kubectl get pdos",
];

function actionsOf(move: Exclude<Move, { kind: "check" }>, stage: Stage): SessionAction[] {
  const { scripts, where, turn } = stage;
  switch (move.kind) {
    case "wrong": {
      const script = scripts.wrong[move.mistake % scripts.wrong.length];
      return typedScript(script ?? scripts.solution, where);
    }
    case "solve":
      return typedScript(scripts.solution, where);
    case "look": {
      const text = `${looks[turn % looks.length] ?? "kubectl get all"}\n`;
      return [{ kind: "input", terminal: where.terminal, text }];
    }
    case "hint":
      return [{ kind: "hint", ...scripts.firstHint }];
    case "read-solution":
      return [{ kind: "solution" }];
    case "go-back":
      return [{ kind: "undo", to: 0 }];
  }
}

/** A pause longer than this is no attention: the cluster's clock stands still, and no work is counted. */
const attentionMs = 60_000;

/** The learner at the keyboard: what they do, and the time it takes them. */
class Scene {
  readonly log: PlayedStory["log"][number][] = [];
  elapsedMs = 0;
  activeMs = 0;

  constructor(
    readonly timeline: Timeline,
    private readonly actorId: string,
    private chance: number,
  ) {}

  act(action: SessionAction): number {
    const sequence = this.log.length + 1;
    if (sequence > 1)
      this.pass(action.kind === "save-file" ? this.between(45, 150) : this.between(6, 40));
    const at = this.timeline.cluster.now;
    const digest = this.timeline.play(action, at, sequence);
    const { actorId, elapsedMs } = this;
    this.log.push({ sequence, at, actorId, action, digest, elapsedMs });
    return sequence;
  }

  /** After a verdict: reading it, and now and then walking away from it. */
  think(): void {
    this.pass(this.between(0, 10) < 3 ? this.between(240, 700) : this.between(40, 150));
  }

  private pass(seconds: number): void {
    const ms = seconds * 1000;
    const attended = Math.min(ms, attentionMs);
    this.elapsedMs += ms;
    this.activeMs += attended;
    this.timeline.advanceTo(this.timeline.cluster.now + attended);
  }

  private between(least: number, most: number): number {
    this.chance = (Math.imul(this.chance, 1_664_525) + 1_013_904_223) >>> 0;
    return least + Math.floor((this.chance / 2 ** 32) * (most - least));
  }
}
