// What differs from learner to learner: each parameter is drawn from its list by the session's seed.
import type { LabDefinition } from "./lab-schema";

export function drawParameters(lab: LabDefinition, seed: number): Record<string, string> {
  let state = seed >>> 0;
  const drawn: Record<string, string> = {};
  for (const { name, oneOf } of lab.parameters) {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    drawn[name] = oneOf[state % oneOf.length] ?? "";
  }
  return drawn;
}
