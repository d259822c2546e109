// The fidelity page is made from the sources; it must be what they say now.
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { fidelityPage } from "../scripts/fidelity.mjs";

it("lists every difference from Kubernetes (else run `node scripts/fidelity.mjs`)", () => {
  expect(readFileSync("docs/fidelity.md", "utf8")).toBe(fidelityPage());
});
