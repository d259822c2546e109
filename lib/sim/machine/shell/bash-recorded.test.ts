// Lines run by real bash 5.2 with GNU coreutils, recorded once; the shell here must print the same.
import { describe, expect, it } from "vitest";
import { createBench } from "../../testing/machine-bench";
import recorded from "./bash-recorded.json";

describe("the shell prints what bash printed", () => {
  for (const { line, stdout, stderr, status } of recorded) {
    it(line.slice(0, 100), () => {
      expect(createBench().run(line)).toEqual({ stdout, stderr, status });
    });
  }
});
