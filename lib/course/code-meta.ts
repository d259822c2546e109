/**
 * The words after a code fence's language: ` ```bash run `, ` ```yaml file=pod.yaml `,
 * ` ```bash run fails `. What is not ours (line highlights, say) is handed on untouched.
 */

export interface CodeMeta {
  readonly run: boolean;
  /** The last command must fail. */
  readonly fails: boolean;
  /** The file this block writes before later blocks run. */
  readonly file?: string;
  /** What the highlighter is to see. */
  readonly rest: string;
}

export function parseCodeMeta(meta: string | null | undefined): CodeMeta {
  const words = (meta ?? "").split(/\s+/u).filter((word) => word !== "");
  const file = words.find((word) => word.startsWith("file="))?.slice("file=".length);
  const run = words.includes("run");
  return {
    run,
    fails: run && words.includes("fails"),
    ...(file === undefined || file === "" ? {} : { file }),
    rest: words.filter((word) => !isOurs(word, run)).join(" "),
  };
}

function isOurs(word: string, run: boolean): boolean {
  return word === "run" || word.startsWith("file=") || (run && word === "fails");
}
