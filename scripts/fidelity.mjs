// Collects every `// Differs:` of the simulator into docs/fidelity.md: what is simpler here than in Kubernetes,
// and why it is harmless. `node scripts/fidelity.mjs` writes the page; a test keeps it current.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = "lib/sim";
const page = "docs/fidelity.md";

/** The page's text, from the sources as they are. */
export function fidelityPage() {
  const sections = new Map();
  for (const file of sources(root)) {
    const folder = path
      .relative(root, file)
      .split(path.sep)
      .slice(0, 2)
      .join("/")
      .replace(/\.ts$/, "");
    for (const text of differences(readFileSync(file, "utf8"))) {
      const list = sections.get(folder) ?? [];
      list.push(`- ${text} (\`${file}\`)`);
      sections.set(folder, list);
    }
  }
  const parts = [...sections]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, list]) => `## ${folder}\n\n${list.join("\n")}\n`);
  return `${introduction}\n${transcripts()}\n${parts.join("\n")}`;
}

const introduction = `# Where the simulator differs from Kubernetes

Made by \`node scripts/fidelity.mjs\` from the \`Differs:\` comments of \`lib/sim\`; do not edit. What is not listed here is meant to
behave as Kubernetes 1.36 does.
`;

/** Golden transcripts that do not pass yet, by name and reason. */
function transcripts() {
  const known = JSON.parse(readFileSync("e2e/transcripts-not-passing.json", "utf8"));
  const lines = Object.entries(known).map(([name, reason]) => `- \`${name}\`: ${reason}`);
  return `## Transcripts that do not pass yet\n\n${lines.join("\n")}\n`;
}

function* sources(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  for (const entry of entries) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(file);
    else if (file.endsWith(".ts") && !file.endsWith(".test.ts")) yield file;
  }
}

/** The sentences after each `Differs:`, up to the end of its comment. */
function differences(source) {
  const found = [];
  const lines = source.split("\n");
  for (let i = 0; i < lines.length; i++) {
    const start = /^\s*(?:\/\/|\/?\*+)\s*Differs:\s*(.*)$/.exec(lines[i]);
    if (start === null) continue;
    const text = [start[1]];
    for (let j = i + 1; j < lines.length; j++) {
      const more = /^\s*(?:\/\/|\*)\s+(\S.*)$/.exec(lines[j]);
      if (more === null || /^(Differs|Kubernetes):/.test(more[1])) break;
      text.push(more[1]);
    }
    found.push(
      text
        .join(" ")
        .replace(/\s*\*\/$/, "")
        .trim(),
    );
  }
  return found;
}

if (process.argv[1]?.endsWith("fidelity.mjs")) {
  writeFileSync(page, fidelityPage());
  console.log(`${page} written`);
}
