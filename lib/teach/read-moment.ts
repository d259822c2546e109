// One moment of a replay, as a browser draws it: terminals, the learner's files and the cluster together.
import type { Viewer } from "@/lib/auth/viewer";
import { learnerMachine } from "@/lib/sessions/learner-machine";
import { readPicture } from "@/lib/sessions/picture/picture";
import type { PictureItem } from "@/lib/sessions/picture/picture-items";
import type { Cluster } from "@/lib/sim";
import { openAttempt } from "./open-attempt";
import { momentAfter } from "./replay";

export interface MomentTerminal {
  readonly id: string;
  readonly machine: string;
  readonly prompt: string;
  /** What stood there before this action, and what came with it. */
  readonly old: string;
  readonly fresh: string;
}

export interface MomentFile {
  readonly path: string;
  readonly text: string;
  /** As it was one action before; nothing when it is new. */
  readonly before: string | undefined;
}

export interface MomentView {
  readonly sequence: number;
  /** The cluster's clock. */
  readonly now: number;
  readonly terminals: readonly MomentTerminal[];
  readonly files: readonly MomentFile[];
  readonly picture: readonly PictureItem[];
  readonly isFaithful: boolean;
}

export async function readMoment(
  viewer: Viewer,
  { sessionId, sequence }: { readonly sessionId: string; readonly sequence: number },
): Promise<MomentView> {
  await openAttempt(viewer, sessionId);
  const { cluster, before, isFaithful } = await momentAfter(sessionId, sequence);
  return {
    sequence,
    now: Math.round(cluster.now),
    terminals: terminalsOf(cluster, before),
    files: filesOf(cluster, before),
    picture: readPicture(cluster),
    isFaithful,
  };
}

/** What a screen shows of a long past. */
const charactersShown = 16_000;

function terminalsOf(cluster: Cluster, before: Cluster | undefined): MomentTerminal[] {
  return cluster.terminals.list().map((id) => {
    const { machine, prompt } = cluster.terminals.view(id);
    const all = cluster.terminals.output(id, 0).text;
    const old = before?.terminals.output(id, 0).text ?? "";
    // After an undo nothing is new: the screen is an earlier one.
    const from = all.startsWith(old) ? old.length : all.length;
    return {
      id,
      machine,
      prompt,
      old: all.slice(Math.max(0, from - charactersShown), from),
      fresh: all.slice(from).slice(-charactersShown),
    };
  });
}

const filesShown = 24;
const fileCharacters = 60_000;

/** The texts in the learner's home; those who write elsewhere do so on purpose, and the terminal shows it. */
function filesOf(cluster: Cluster, before: Cluster | undefined): MomentFile[] {
  const machine = learnerMachine(cluster);
  const files = cluster.files(machine);
  const home = files.directory;
  return files
    .list(home)
    .filter((name) => !name.startsWith("."))
    .map((name) => `${home}/${name}`)
    .filter((path) => files.stat(path)?.type === "file")
    .slice(0, filesShown)
    .map((path) => ({
      path,
      text: files.read(path).slice(0, fileCharacters),
      before: before && readIfThere(before, machine, path)?.slice(0, fileCharacters),
    }));
}

function readIfThere(cluster: Cluster, machine: string, path: string): string | undefined {
  const files = cluster.files(machine);
  return files.stat(path)?.type === "file" ? files.read(path) : undefined;
}
