import { describe, expect, it } from "vitest";
import { readYaml } from "./read";
import { writeYaml } from "./write";

describe("writeYaml", () => {
  it.each<[unknown, string]>([
    ["web", "web"],
    ["", '""'],
    ["yes", '"yes"'],
    ["y", '"y"'],
    ["true", '"true"'],
    ["null", '"null"'],
    ["~", '"~"'],
    ["1", '"1"'],
    ["1.27", '"1.27"'],
    ["1e3", '"1e3"'],
    ["0x1f", '"0x1f"'],
    ["12:30:45", '"12:30:45"'],
    ["2026-03-01T09:00:00Z", '"2026-03-01T09:00:00Z"'],
    ["2024-01-01", '"2024-01-01"'],
    ["nginx:1.27", "nginx:1.27"],
    ["a: b", "'a: b'"],
    ["it's", "it's"],
    ["- x", "'- x'"],
    ["-x", "-x"],
    ["--config=/etc/x", "--config=/etc/x"],
    ["---", "'---'"],
    ["*", "'*'"],
    ["25%", "25%"],
    ["%x", "'%x'"],
    ["@x", "'@x'"],
    ["a #b", "'a #b'"],
    ["a#b", "a#b"],
    ["[a]", "'[a]'"],
    ["a,b", "a,b"],
    [" x", "' x'"],
    ["it's: x", "'it''s: x'"],
    ["tab\there", '"tab\\there"'],
    ["emoji 😀", '"emoji \\U0001F600"'],
    ["안녕하세요", "안녕하세요"],
    ["'x'", "'''x'''"],
    ["<none>", "<none>"],
    ["a\\b", "a\\b"],
    [5, "5"],
    [0.5, "0.5"],
    [1_000_000, "1000000"],
    [null, "null"],
    [true, "true"],
    [{}, "{}"],
    [[], "[]"],
  ])("%j is %s", (value, text) => {
    expect(writeYaml({ v: value })).toBe(`v: ${text}\n`);
    expect(readYaml(`v: ${text}\n`)).toEqual({ value: { v: value } });
  });

  it("writes blocks", () => {
    expect(
      writeYaml({
        a: "two\nlines\n",
        b: "no end\nhere",
        c: "x\n\n",
        d: "  lead\nx\n",
        e: "end \nx",
      }),
    ).toBe(
      'a: |\n  two\n  lines\nb: |-\n  no end\n  here\nc: |+\n  x\n\nd: |2\n    lead\n  x\ne: "end \\nx"\n',
    );
  });

  it("lays out lists and maps like kubectl", () => {
    const value = {
      kind: "Pod",
      apiVersion: "v1",
      spec: {
        containers: [
          {
            name: "c",
            args: ["a", ["b", "c"]],
            env: [{ name: "A", value: "1" }],
            script: "x\ny\n",
          },
          { name: "d", ports: [] },
        ],
      },
    };
    expect(writeYaml(value)).toBe(`apiVersion: v1
kind: Pod
spec:
  containers:
  - args:
    - a
    - - b
      - c
    env:
    - name: A
      value: "1"
    name: c
    script: |
      x
      y
  - name: d
    ports: []
`);
  });

  it("sorts numbers in keys by value and letters last", () => {
    expect(writeYaml({ a10: 1, a2: 1, b: 1, "1x": 1, B: 1, "a.b": 1, a: 1 })).toBe(
      "1x: 1\nB: 1\na: 1\na.b: 1\na2: 1\na10: 1\nb: 1\n",
    );
  });

  it("quotes keys", () => {
    expect(writeYaml({ "1": "a", y: "b", "a: b": "c", "": "d" })).toBe(
      '"": d\n"1": a\n\'a: b\': c\n"y": b\n',
    );
  });

  it("wraps long lines at spaces", () => {
    const message =
      "0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available";
    const text = writeYaml({ status: { message } });
    expect(text).toBe(`status:
  message: '0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient
    cpu. no new claims to deallocate, preemption: 0/3 nodes are available'
`);
    expect(readYaml(text)).toEqual({ value: { status: { message } } });
  });
});
