import { expect, it } from "vitest";
import { withinPace } from "./pace";

it("lets a person work, and stops a flood until it has calmed down", () => {
  const at = 1_000_000;
  const flood = Array.from({ length: 200 }, () => withinPace("flooded", at));
  expect(flood.filter(Boolean)).toHaveLength(80);
  expect(withinPace("another", at)).toBe(true);
  expect(withinPace("flooded", at + 1000)).toBe(true);
});
