// Collects a description line by line and aligns it at the end, as upstream's prefix writer over a
// tabwriter does. `rollout history --revision` shows the same text with its tabs.
import { alignColumns, describeTabs } from "../print/tab-writer";

export interface DescriptionWriter {
  /** Text at a level (two spaces each); it ends the line only if it says so. */
  write(level: number, text: string): void;
  /** What was written so far is aligned by itself. */
  flush(): void;
}

export interface Description extends DescriptionWriter {
  aligned(): string;
  raw(): string;
}

export function createDescription(): Description {
  const blocks: string[] = [];
  let current = "";
  return {
    write(level, text) {
      current += "  ".repeat(level) + text;
    },
    flush() {
      blocks.push(current);
      current = "";
    },
    aligned: () =>
      [...blocks, current].map((block) => alignColumns(block, describeTabs).text).join(""),
    raw: () => [...blocks, current].join(""),
  };
}
