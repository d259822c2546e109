// Every lab of the course proves itself here; a new lab folder is covered without a line of test.
import { beforeAll, describe, expect, it } from "vitest";
import { readStart } from "@/lib/sessions/read-start";
import { loadChecks } from "./load-checks";
import { LabProof } from "./prove-lab";
import { listLabs, readLab } from "./read-lab";
import { readOtherWays, readSolution, readWrongWays } from "./scripts";
import type { LabVerdict } from "./verdict";

const labs = await listLabs();
const seeds = Array.from({ length: 20 }, (_, index) => index + 1);
const slow = 120_000;

const failures = ({ tasks }: LabVerdict) =>
  tasks.filter(({ verdict }) => verdict.status !== "pass");

describe.each(labs)("lab %i/%s", (section, name) => {
  let proof: LabProof;

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
  }, slow);

  it("has a check for every task and a task for every check", () => {
    const tasks = proof.lab.definition.tasks.map(({ id }) => id);
    expect(Object.keys(proof.lab.checks).sort()).toEqual([...tasks].sort());
  });

  it(
    "fails every task at the start",
    () => {
      const { tasks } = proof.grade(undefined, 1);
      expect(tasks.filter(({ verdict }) => verdict.status === "pass")).toEqual([]);
    },
    slow,
  );

  it(
    "passes with the solution, for twenty learners, and a second time",
    () => {
      for (const seed of seeds) {
        expect(failures(proof.grade(proof.lab.solution, seed)), `seed ${seed}`).toEqual([]);
      }
      const again = proof.grade(proof.lab.solution, 1);
      expect(again).toEqual(proof.grade(proof.lab.solution, 1));
    },
    slow,
  );

  it(
    "passes with every other honest way",
    () => {
      expect(proof.lab.otherWays.length).toBeGreaterThan(0);
      for (const way of proof.lab.otherWays)
        expect(failures(proof.grade(way, 2)), way.name).toEqual([]);
    },
    slow,
  );

  it(
    "fails every wrong way just where it says, with the hint it names",
    () => {
      expect(proof.lab.wrongWays.length).toBeGreaterThan(0);
      for (const way of proof.lab.wrongWays) {
        const { tasks } = proof.grade(way, 3);
        const failed = tasks.filter(({ verdict }) => verdict.status === "fail");
        expect(
          failed.map(({ id }) => id),
          way.name,
        ).toEqual([...way.fails]);
        if (way.hint === undefined) continue;
        const hints = failed.map(({ verdict }) => verdict.status === "fail" && verdict.hint);
        expect(hints, way.name).toContain(way.hint);
      }
    },
    slow,
  );

  it(
    "raises only hints that exist",
    () => {
      for (const way of proof.lab.wrongWays) {
        for (const { id, verdict } of proof.grade(way, 3).tasks) {
          if (verdict.status !== "fail" || verdict.hint === undefined) continue;
          const task = proof.lab.definition.tasks.find((each) => each.id === id);
          expect(
            task?.hints.map(({ key }) => key),
            way.name,
          ).toContain(verdict.hint);
        }
      }
    },
    slow,
  );

  it(
    "changes nothing by checking",
    () => {
      const { cluster, parameters } = proof.begin(4);
      const before = cluster.fingerprint();
      proof.check(cluster, parameters);
      expect(cluster.fingerprint()).toBe(before);
    },
    slow,
  );

  it(
    "kills at least 95 % of the mutants of its solution",
    () => {
      const { killed, total, survivors } = proof.mutants(1);
      expect(killed / total, `survivors:\n${survivors.join("\n")}`).toBeGreaterThanOrEqual(0.95);
    },
    slow,
  );
});
