// Text broken into lines of 80 columns, as kubectl's explain template wraps descriptions: lines that are
// indented or listed stay apart from the running text.
// Kubernetes: staging/src/k8s.io/kubectl/pkg/explain/formatter.go wrapString

export interface WrapOptions {
  readonly indent: number;
}

const columns = 80;

export function wrapText(description: string, { indent }: WrapOptions): string {
  const margin = " ".repeat(indent);
  return wrapLines(description, columns - indent).map((line) => (line === "" ? "\n" : `${margin}${line}\n`)).join("");
}

function wrapLines(description: string, width: number): string[] {
  const wrapped: string[] = [];
  let words: string[] = [];
  let length = 0;
  const flush = () => {
    if (words.length > 0) wrapped.push(words.join(" "));
    words = [];
    length = 0;
  };
  for (const line of description.split("\n")) {
    if (/^\s*$/.test(line)) {
      flush();
      wrapped.push("");
      continue;
    }
    if (startsBlock(line)) flush();
    const lead = /^\s*/.exec(line)?.[0] ?? "";
    const parts = line.trim().split(" ");
    parts.forEach((word, index) => {
      const shown = index === 0 && words.length === 0 ? lead + word : word;
      if (words.length > 0 && length + 1 + shown.length > width) flush();
      length += (words.length > 0 ? 1 : 0) + shown.length;
      words.push(shown);
    });
  }
  flush();
  return wrapped;
}

/** List items, headings and indented lines begin a line of their own. */
const startsBlock = (line: string): boolean => /^\s/.test(line) || /^([-*#]|\d+\.)/.test(line.trim());
