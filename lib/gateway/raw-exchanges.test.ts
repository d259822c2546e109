// The recorded HTTP exchanges, word for word, against the gateway. They need no kubectl.
import { readdirSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { type Outcome, runGoldens } from "./testing/run-goldens";

const folder = "e2e/goldens/raw";
const files = readdirSync(folder).filter((name) => name.endsWith(".json"));

describe("raw exchanges", () => {
  let outcomes: readonly Outcome[];
  beforeAll(async () => {
    outcomes = await runGoldens({ runner: "replay-raw.mjs", files: [folder] });
  }, 120_000);

  it.each(files)("%s", (name) => {
    const outcome = outcomes.find(({ file }) => path.basename(file) === name);
    expect(outcome).toEqual({ file: path.join(folder, name), ok: true });
  });
});
