import { describe, expect, it } from "vitest";
import { parseCodeMeta } from "./code-meta";

describe("parseCodeMeta", () => {
  it.each([
    [undefined, { run: false, fails: false, rest: "" }],
    ["run", { run: true, fails: false, rest: "" }],
    ["run fails", { run: true, fails: true, rest: "" }],
    ["file=pod.yaml", { run: false, fails: false, file: "pod.yaml", rest: "" }],
    [
      "file=manifests/pod.yaml {2-3} run",
      { run: true, fails: false, file: "manifests/pod.yaml", rest: "{2-3}" },
    ],
    ["fails {1}", { run: false, fails: false, rest: "fails {1}" }],
    ["file=", { run: false, fails: false, rest: "" }],
  ])("reads %j", (meta, expected) => {
    expect(parseCodeMeta(meta)).toEqual(expected);
  });
});
