// The transcripts are a specification that comes from elsewhere: ours is a copy of it, to the byte. Where the
// original is at hand, beside the project, the two are compared.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const copy = "e2e/goldens";
const original = "../shared/goldens";
/** The types of the runner, which we added. */
const ours = ["replay.d.mts"];

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();

describe.skipIf(!existsSync(original))("the golden transcripts", () => {
  it("are all there, and no others", () => {
    expect(filesOf(copy).filter((file) => !ours.includes(file))).toEqual(filesOf(original));
  });

  it("are unchanged", () => {
    const changed = filesOf(original).filter(
      (file) =>
        existsSync(path.join(copy, file)) &&
        !readFileSync(path.join(copy, file)).equals(readFileSync(path.join(original, file))),
    );
    expect(changed).toEqual([]);
  });
});
