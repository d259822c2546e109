import { describe, expect, it } from "vitest";
import { cellAfter } from "./cell-width";
import { decide } from "./complete";
import { meantInEnglish } from "./hangul-command";
import { type EditKey, edit, replaceRange, startEditing, submitted } from "./line-editor";
import { keysOf } from "./terminal-keys";

const type = (...keys: readonly (EditKey["key"] | `"${string}`)[]) =>
  keys.reduce(
    (state, key) =>
      edit(
        state,
        key.startsWith('"') ? { key: "insert", text: key.slice(1) } : ({ key } as EditKey),
      ),
    startEditing(["ls", "kubectl get pods", "cat 파드.yaml"]),
  );

describe("the line editor", () => {
  it.each([
    [['"kubectl', "home", '"sudo '], "sudo kubectl", 5],
    [['"파드를', "backspace"], "파드", 2],
    [['"파드를', "left", "left", "delete"], "파를", 1],
    [['"get pods', "word-left", "cut-to-end"], "get ", 4],
    [['"get pods -o wide', "cut-word", "paste-cut", "paste-cut"], "get pods -o widewide", 20],
    [['"abc', "left", "cut-to-start"], "c", 0],
    [["older"], "cat 파드.yaml", 11],
    [['"새 줄', "older", "older", "newer", "newer"], "새 줄", 3],
  ] as const)("%j", (keys, text, cursor) => {
    expect(type(...keys).line).toEqual({ text, cursor });
  });

  it("finds an earlier line and goes on from it", () => {
    expect(edit(type("search", '"get'), { key: "accept-search" }).line.text).toBe(
      "kubectl get pods",
    );
    expect(edit(type("search", '"get'), { key: "cancel-search" }).line.text).toBe("");
    expect(type("search", '"l', "search", "end").line.text).toBe("kubectl get pods");
  });

  it("remembers a line once", () => {
    const again = submitted({ ...type('"cat 파드.yaml') });
    expect(again.history).toHaveLength(3);
    expect(submitted(type('"새것')).history.at(-1)).toBe("새것");
  });

  it("puts a completion in the middle of the line", () => {
    const state = type('"kubectl get po -A', "left", "left", "left");
    expect(replaceRange(state, { from: 12, to: 14, text: "pods" }).line.text).toBe(
      "kubectl get pods -A",
    );
  });
});

describe("keys", () => {
  it("composes what a Mac sends in letters", () => {
    expect(keysOf("한글".normalize("NFD"))).toEqual([{ key: "insert", text: "한글" }]);
  });

  it("takes a paste of several lines as lines", () => {
    expect(keysOf("kubectl get pods\rls\rec")).toEqual([
      { key: "lines", lines: ["kubectl get pods", "ls"], rest: "ec" },
    ]);
  });

  it("lets no control character into the line", () => {
    expect(keysOf("a\u0000b\tc")).toEqual([{ key: "insert", text: "ab  c" }]);
    expect(keysOf("\u001b[200~")).toEqual([]);
  });
});

describe("cells", () => {
  it.each([
    ["abc", 0, 10, { row: 0, column: 3 }],
    ["파드", 0, 10, { row: 0, column: 4 }],
    ["abcde", 0, 5, { row: 1, column: 0 }],
    // The last cell stays empty: a syllable needs two.
    ["abcd파", 0, 5, { row: 1, column: 2 }],
    ["x", 9, 10, { row: 1, column: 0 }],
  ])("%s from column %i of %i", (text, column, columns, end) => {
    expect(cellAfter(text, { row: 0, column }, columns)).toEqual(end);
  });
});

describe("commands typed in Hangul mode", () => {
  it.each([
    ["ㅏㅕㅠㄷㅊ시 ㅎㄷㅅ ㅔㅐㅇㄴ", "kubectl get pods"],
    ["ㅣㄴ -ㅣ", "ls -l"],
    ["ㅊㅁㅅ pod.yaml", "cat pod.yaml"],
    ["안녕", undefined],
    ["kubectl get pods", undefined],
    ["", undefined],
  ])("%s → %s", (typed, meant) => {
    expect(meantInEnglish(typed)).toBe(meant);
  });
});

describe("completion", () => {
  const line = { text: "kubectl get p", cursor: 13 };
  it("fills in what all candidates share, then lists them", () => {
    expect(decide({ candidates: ["pods"], start: 12 }, line, 80)).toEqual({
      replace: { from: 12, to: 13, text: "pods " },
      list: "",
    });
    expect(decide({ candidates: ["pod-a", "pod-b"], start: 12 }, line, 80).replace?.text).toBe(
      "pod-",
    );
    expect(decide({ candidates: ["pods", "pvc"], start: 12 }, line, 80).list).toBe("pods  pvc");
    expect(decide({ candidates: [], start: 12 }, line, 80)).toEqual({ list: "" });
  });
});
