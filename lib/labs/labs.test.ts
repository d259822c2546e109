// Every lab of the course proves itself here; a new lab folder is covered without a line of test.
import { readdir } from "node:fs/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { readStart } from "@/lib/sessions/read-start";
import { loadChecks } from "./load-checks";
import { LabProof } from "./prove-lab";
import { listLabs, readLab } from "./read-lab";
import { runChecks } from "./run-checks";
import { readOtherWays, readSolution, readWrongWays } from "./scripts";
import type { Fail, LabVerdict } from "./verdict";

const labs = await listLabs();
const seeds = Array.from({ length: 20 }, (_, index) => index + 1);
const slow = 120_000;

const failures = ({ tasks }: LabVerdict) =>
  tasks.filter(({ verdict }) => verdict.status !== "pass");

const fails = ({ tasks }: LabVerdict) =>
  tasks.flatMap(({ id, verdict }) => (verdict.status === "fail" ? [{ id, verdict }] : []));

it("covers the sections that have labs, two and more each", () => {
  const sections = new Map<number, number>();
  for (const [section] of labs) sections.set(section, (sections.get(section) ?? 0) + 1);
  expect([...sections.keys()]).toEqual([18, 21, 22, 29, 32, 41, 48]);
  expect(Math.min(...sections.values())).toBeGreaterThanOrEqual(2);
});

describe.each(labs)("lab %i/%s", (section, name) => {
  let proof: LabProof;
  /** What each wrong way was told, by its name. */
  let told: ReadonlyMap<string, LabVerdict>;

  beforeAll(async () => {
    const lab = await readLab(section, name);
    if (lab === undefined) throw new Error("the folder has no lab.yaml");
    proof = new LabProof({
      definition: lab.definition,
      checks: await loadChecks(section, name),
      start: await readStart(section, name),
      solution: await readSolution(lab.folder),
      otherWays: await readOtherWays(lab.folder),
      wrongWays: await readWrongWays(lab.folder),
    });
    told = new Map(proof.lab.wrongWays.map((way) => [way.name, proof.grade(way, 3)]));
    const known = ["also", "checks.ts", "lab.yaml", "solution.sh", "start", "task.mdx", "wrong"];
    const stray = (await readdir(lab.folder)).filter((entry) => !known.includes(entry));
    expect(stray, "stray files").toEqual([]);
  }, slow);

  it("has a check for every task and a task for every check", () => {
    const tasks = proof.lab.definition.tasks.map(({ id }) => id);
    expect(Object.keys(proof.lab.checks).sort()).toEqual([...tasks].sort());
  });

  it("fails every task at the start, and says why", () => {
    const verdict = proof.grade(undefined, 1);
    expect(verdict.tasks.filter((task) => task.verdict.status === "pass")).toEqual([]);
    expectReasons(verdict, "start");
  });

  it(
    "passes with the solution, for twenty learners, and a second time",
    () => {
      for (const seed of seeds) {
        expect(failures(proof.grade(proof.lab.solution, seed)), `seed ${seed}`).toEqual([]);
      }
      const once = proof.grade(proof.lab.solution, 1);
      expect(proof.grade(proof.lab.solution, 1)).toEqual(once);
    },
    slow,
  );

  it(
    "passes with every other honest way",
    () => {
      expect(proof.lab.otherWays.length).toBeGreaterThanOrEqual(2);
      for (const way of proof.lab.otherWays) {
        expect(failures(proof.grade(way, 2)), way.name).toEqual([]);
      }
    },
    slow,
  );

  it("fails every wrong way just where it says, with the hint and the words it names", () => {
    expect(proof.lab.wrongWays.length).toBeGreaterThanOrEqual(4);
    for (const { name: way, fails: named, hint, says } of proof.lab.wrongWays) {
      const found = fails(told.get(way) as LabVerdict);
      const ids = found.map(({ id }) => id);
      expect(ids, `${way}\n${JSON.stringify(found, null, 1)}`).toEqual([...named]);
      const hints = found.map(({ verdict }) => verdict.hint);
      expect(hints, `${way}\n${JSON.stringify(found, null, 1)}`).toContain(hint);
      if (says === undefined) continue;
      const words = found.flatMap(({ verdict }) => wordsOf(verdict));
      expect(words.join("\n"), way).toContain(says);
    }
  });

  it("says what was looked for, what was found and where, and raises only hints that exist", () => {
    for (const [way, verdict] of told) expectReasons(verdict, way);
  });

  it("gives the same verdict in any order, and changes nothing by checking", () => {
    const { cluster, parameters } = proof.begin(4);
    const before = cluster.fingerprint();
    const forwards = proof.check(cluster, parameters);
    const { definition: lab, checks } = proof.lab;
    const backwards = runChecks({
      lab: { ...lab, tasks: [...lab.tasks].reverse() },
      checks,
      cluster,
      parameters,
      log: [],
    });
    expect([...backwards.tasks].reverse()).toEqual(forwards.tasks);
    expect(cluster.fingerprint()).toBe(before);
  });

  it(
    "kills at least 95 % of the mutants of its solution",
    () => {
      const { killed, total, survivors, excused } = proof.mutants(1);
      console.log(`${section}/${name}: ${killed} of ${total} mutants killed`);
      expect(killed / total, `survivors:\n${survivors.join("\n")}`).toBeGreaterThanOrEqual(0.95);
      const listed = proof.lab.definition.equivalent.map(({ mutant }) => mutant);
      expect([...excused].sort(), "`equivalent` names what survives").toEqual([...listed].sort());
    },
    slow,
  );

  function expectReasons(verdict: LabVerdict, way: string): void {
    for (const { id, verdict: said } of fails(verdict)) {
      expect(said.lookedFor, `${way}, ${id}`).not.toBe("");
      expect(said.found, `${way}, ${id}`).not.toMatch(/undefined|null|NaN|\[object/);
      expect(said.where, `${way}, ${id}`).toBeDefined();
      const task = proof.lab.definition.tasks.find((each) => each.id === id);
      expect(
        task?.hints.map(({ key }) => key),
        `${way}, ${id}`,
      ).toContain(said.hint);
    }
  }
});

function wordsOf({ lookedFor, found, where = {} }: Fail): string[] {
  return [lookedFor, found, ...Object.values(where).map(String)];
}
