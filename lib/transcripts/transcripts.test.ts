// Every golden transcript in the simulated terminal. Those that do not pass yet are listed with the reason in
// `e2e/transcripts-not-passing.json`; one that comes to pass has to leave the list.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { Cluster } from "../sim";
import { showDifference } from "./difference";
import { playTranscript, stageOf } from "./play";

const root = "e2e/goldens";
/** Plain HTTP has a runner of its own. */
const elsewhere = new Set(["raw"]);
const notPassing: Readonly<Record<string, string>> = JSON.parse(
  readFileSync("e2e/transcripts-not-passing.json", "utf8"),
);

const areas = readdirSync(root, { withFileTypes: true }).filter(
  (entry) => entry.isDirectory() && !elsewhere.has(entry.name),
);
const names = areas.flatMap(({ name: area }) =>
  readdirSync(path.join(root, area))
    .filter((file) => file.endsWith(".txt"))
    .map((file) => `${area}/${file.replace(/\.txt$/, "")}`),
);

const bases = new Map<string, Cluster>();
beforeAll(() => {
  for (const preset of new Set(areas.map(({ name }) => stageOf(name).preset)))
    bases.set(preset, Cluster.create({ preset, seed: 1 }));
}, 60_000);

describe("golden transcripts", () => {
  it.each(names)(
    "%s",
    (name) => {
      const stage = stageOf(path.dirname(name));
      const base = bases.get(stage.preset);
      if (base === undefined) throw new Error(`no cluster was made for ${name}`);
      const text = readFileSync(path.join(root, `${name}.txt`), "utf8");
      const { difference } = playTranscript(text, base.fork(), stage);
      if (name in notPassing) {
        expect(difference, `${name} passes now: take it off the list`).toBeDefined();
      } else {
        expect(difference && showDifference(difference)).toBeUndefined();
      }
    },
    60_000,
  );

  it("lists only transcripts that exist", () => {
    expect(Object.keys(notPassing).filter((name) => !names.includes(name))).toEqual([]);
  });
});
