// A cluster is a value: whatever is done to it, saving, forking and replaying lead to the same future, byte for
// byte. Each test runs many seeds; a failure names the seed, and `NARU_SEED=7 npx vitest run lib/sim/cluster`
// runs that one alone.
import { beforeAll, describe, expect, it } from "vitest";
import { Cluster } from "./cluster";
import { type Action, play, playOne, randomActions, randomBeginning } from "./testing/actions";
import { Dice } from "./testing/dice";
import { freezeRows } from "./testing/freeze-rows";
import { checkAtRest, Onlooker } from "./testing/invariants";

const presets = ["three-nodes", "base-cluster"] as const;
const seeds = 200;
const batches = 20;

freezeRows();

const bases = new Map<string, Cluster>();

/** A new cluster: a preset with chance of its own. */
function begin(seed: number): Cluster {
  const preset = presets[seed % presets.length] ?? "three-nodes";
  const base = bases.get(preset);
  if (base === undefined) throw new Error(`${preset} is not built`);
  return base.fork().reseed(seed);
}

const bytes = (cluster: Cluster): string => JSON.stringify(cluster.save());

beforeAll(() => {
  for (const preset of presets) bases.set(preset, Cluster.create({ preset, seed: 1 }));
});

describe("a new cluster", () => {
  it.each(presets)("%s is the same for the same seed", (preset) => {
    const again = Cluster.create({ preset, seed: 1 });
    expect(bytes(again) === bytes(bases.get(preset) ?? again)).toBe(true);
    expect(bytes(Cluster.create({ preset, seed: 2 }))).not.toBe(bytes(again));
  });
});

describe("a cluster with another seed", () => {
  it("draws no uid a second time, also with the seed it was made with", () => {
    const cluster = Cluster.create({ preset: "three-nodes", seed: 1 }).reseed(1);
    cluster.run("controlplane", "kubectl create deployment web --image=nginx --replicas=20");
    cluster.settle();
    const list =
      "kubectl get all,secrets,configmaps,events,sa -A -o jsonpath='{.items[*].metadata.uid}'";
    const uids = cluster.run("controlplane", list).stdout.split(" ");
    expect(uids.length).toBeGreaterThan(100);
    expect(new Set(uids).size).toBe(uids.length);
  });
});

describe("after random actions", () => {
  const only = process.env.NARU_SEED;
  const all =
    only === undefined ? Array.from({ length: seeds }, (_, seed) => seed + 1) : [Number(only)];
  const size = Math.ceil(all.length / batches);
  const parts = Array.from({ length: Math.ceil(all.length / size) }, (_, i) =>
    all.slice(i * size, (i + 1) * size),
  );

  it.each(parts.map((part) => [part[0], part.at(-1), part] as const))(
    "seeds %i to %i: save, fork, replay and pieces give the same future",
    (_from, _to, part) => {
      for (const seed of part) expect(problemsOf(seed), `seed ${seed}`).toEqual([]);
    },
    120_000,
  );
});

function problemsOf(seed: number): string[] {
  const dice = new Dice(seed);
  const prefix = [...randomBeginning(dice), ...randomActions(dice, 3 + dice.below(6))];
  const suffix = randomActions(dice, 2 + dice.below(3));
  const cluster = begin(seed);
  const wrong = playWatched(cluster, prefix);
  const middle = bytes(cluster);

  const restored = Cluster.restore(JSON.parse(middle));
  const forked = cluster.fork();
  const replayed = begin(seed);
  play(replayed, prefix);
  if (bytes(replayed) !== middle)
    wrong.push(difference("a replay differs", middle, bytes(replayed)));
  if (bytes(restored) !== middle)
    wrong.push(difference("a restored cluster differs", middle, bytes(restored)));

  play(restored, suffix);
  play(forked, suffix);
  wrong.push(...advanceInPieces(forked, dice));
  if (bytes(cluster) !== middle)
    wrong.push(difference("a fork changed its parent", middle, bytes(cluster)));

  wrong.push(...playWatched(cluster, suffix));
  const end = bytes(cluster);
  if (bytes(restored) !== end)
    wrong.push(difference("the future after a restore differs", end, bytes(restored)));
  if (bytes(forked) !== end)
    wrong.push(difference("the future of a fork differs", end, bytes(forked)));
  wrong.push(...checkAtRest(cluster.fork()));
  return wrong;
}

/** Plays one by one; the invariants hold after each. */
function playWatched(cluster: Cluster, actions: readonly Action[]): string[] {
  const onlooker = new Onlooker(cluster);
  const wrong: string[] = [];
  for (const action of actions) {
    try {
      playOne(cluster, action);
    } catch (error) {
      throw new Error(`${JSON.stringify(action)}: ${String(error)}`, { cause: error });
    }
    wrong.push(...onlooker.look().map((problem) => `after ${JSON.stringify(action)}: ${problem}`));
  }
  return wrong;
}

function advanceInPieces(cluster: Cluster, dice: Dice): string[] {
  const [whole, pieces] = [cluster.fork(), cluster.fork()];
  const end = cluster.now + dice.pick([3000, 20_000, 90_000]);
  whole.advanceTo(end);
  while (pieces.now < end) pieces.advanceTo(Math.min(end, pieces.now + 1 + dice.below(15_000)));
  if (bytes(whole) === bytes(pieces)) return [];
  return [
    difference("advancing in pieces differs from advancing at once", bytes(whole), bytes(pieces)),
  ];
}

/** Where two saves part, with what stands around it. */
function difference(title: string, want: string, got: string): string {
  let at = 0;
  while (at < want.length && want[at] === got[at]) at += 1;
  const around = (text: string): string => text.slice(Math.max(0, at - 200), at + 100);
  return `${title} at ${at}:\n  want …${around(want)}\n  got  …${around(got)}`;
}
