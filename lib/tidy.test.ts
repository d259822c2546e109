// The rules of style that protect a property, executed: purity of the simulator, names that can be
// found, lists that agree with folders, a README whose map is true.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
const files = ["app", "lib", "scripts", "prisma", "e2e", "content"].flatMap(filesUnder);
const sources = files.filter((file) => /\.(ts|tsx|mjs)$/.test(file));

describe("the simulator is a value", () => {
  const banned: readonly [pattern: RegExp, instead: string][] = [
    [/\bnew Date\b|\bDate\.|\bDate\(/, "the instant in the context"],
    [/\bMath\.random\b/, "a seeded stream of kernel/random.ts"],
    [/\basync\b|\bawait\b|\bPromise\b/, "a row in the queue: the simulator is synchronous"],
    [/\b(setTimeout|setInterval|setImmediate|queueMicrotask)\b/, "a row in the queue"],
    // A simulated process is called `process` too; its tsconfig keeps out the host's.
    [/\bprocess\.(env|hrtime|nextTick)\b|\bglobalThis\b/, "an argument: there is no environment"],
    [/\bcrypto\.|\bperformance\.|\bconsole\./, "an argument, or the trace"],
  ];
  const simulator = sources.filter((file) => file.startsWith("lib/sim/") && !isTest(file));

  it.each(banned)("has no %s", (pattern, instead) => {
    const found = simulator.filter((file) => pattern.test(codeOf(file)));
    expect(found, `use ${instead}`).toEqual([]);
  });
});

describe("names", () => {
  const vague =
    /^(utils?|helpers?|common|misc|manager)(\.|$)|^types\.tsx?$|[-.](utils?|helpers?|manager)\./;

  it("say what is in the file", () => {
    const isVague = (file: string) => file.split("/").some((part) => vague.test(part));
    expect(sources.filter(isVague), "put it with its owner, or name what it is").toEqual([]);
  });

  it("are in kebab-case", () => {
    // Next's own signs: (group), [parameter], [...rest], _private, @slot.
    const kebab = /^[(@_[]*(\.\.\.)?[a-z0-9]+([-.][a-z0-9]+)*[)\]]*$/;
    const isOther = (file: string) => file.split("/").some((part) => !kebab.test(part));
    expect(sources.filter(isOther)).toEqual([]);
  });
});

describe("every folder of a list stands in its list", () => {
  const lists = [
    { folder: "lib/sim/kinds", list: "lib/sim/kinds/index.ts", entries: "folders" },
    { folder: "lib/sim/controllers", list: "lib/sim/controllers/index.ts", entries: "folders" },
    { folder: "lib/sim/programs", list: "lib/sim/programs/index.ts", entries: "both" },
    {
      folder: "lib/sim/programs/crictl/verbs",
      list: "lib/sim/programs/crictl/verbs/index.ts",
      entries: "both",
    },
    {
      folder: "lib/sim/programs/etcdctl/verbs",
      list: "lib/sim/programs/etcdctl/verbs/index.ts",
      entries: "both",
    },
    {
      folder: "lib/sim/programs/kubectl/verbs",
      list: "lib/sim/programs/kubectl/verbs/index.ts",
      entries: "both",
    },
    {
      folder: "lib/sim/scheduler/plugins",
      list: "lib/sim/scheduler/plugins/index.ts",
      entries: "both",
    },
    {
      folder: "lib/sim/apiserver/admission",
      list: "lib/sim/apiserver/admission/index.ts",
      entries: "both",
    },
    { folder: "lib/sim/runtime/images", list: "lib/sim/runtime/images/index.ts", entries: "both" },
  ] as const;

  // A list that is not written yet has nothing to disagree with.
  it.each(lists.filter(({ list }) => existsSync(path.join(root, list))))(
    "$list",
    ({ folder, list, entries }) => {
      const text = readFileSync(path.join(root, list), "utf8");
      const missing = entriesOf(folder, entries).filter((entry) => {
        return !text.includes(`from "./${entry}"`) && !text.includes(`from "./${entry}/`);
      });
      expect(missing, `add to ${list}, for each:  import { … } from "./<name>";`).toEqual([]);
    },
  );
});

it("uses no design token that is not defined: a misspelt one is silently nothing", () => {
  const styles = files.filter((file) => /\.(css|tsx)$/.test(file) && !isTest(file));
  const texts = styles.map((file) => readFileSync(path.join(root, file), "utf8"));
  const defined = new Set(texts.flatMap((text) => found(text, /(--[\w-]+)["'\]]*\s*:/g)));
  const unknown = styles.flatMap((file, index) =>
    // A fallback says that the variable may be missing.
    found(texts[index] ?? "", /var\((--[\w-]+)\)/g)
      .filter((name) => !defined.has(name))
      .map((name) => `${file}: ${name}`),
  );
  expect([...new Set(unknown)]).toEqual([]);
});

describe("the README", () => {
  const readme = path.join(root, "README.md");

  it.runIf(existsSync(readme))("draws the folders that are there, and no others", () => {
    const drawn = foldersDrawnIn(readFileSync(readme, "utf8"));
    const ignored = readFileSync(path.join(root, ".gitignore"), "utf8").split("\n");
    const real = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
      .map((entry) => entry.name)
      .filter((name) => !ignored.includes(`${name}/`));
    expect(drawn.filter((name) => !ignored.includes(`${name}/`)).sort()).toEqual(real.sort());
  });
});

/** The first fenced block that draws a tree: `app/   routes and screens`, one top-level folder a line. */
function foldersDrawnIn(readme: string): string[] {
  const blocks = [...readme.matchAll(/```[a-z]*\n([\s\S]*?)```/g)].map(([, block = ""]) => block);
  const tree = blocks.find((block) => /^(?:[├└]── )?app\//m.test(block)) ?? "";
  const names = [...tree.matchAll(/^(?:[├└]── )?([\w.-]+)\/(?:\s|[\w<…]|$)/gm)];
  return [...new Set(names.map(([, name = ""]) => name))].filter((name) => !name.startsWith("."));
}

const found = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, name = ""]) => name);

function entriesOf(folder: string, which: "folders" | "both"): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) {
      const hasIndex = existsSync(path.join(root, folder, entry.name, "index.ts"));
      return hasIndex ? [entry.name] : [];
    }
    const name = entry.name.replace(/\.ts$/, "");
    const isPart =
      /^(index|define-.*)$/.test(name) || !entry.name.endsWith(".ts") || isTest(entry.name);
    return which === "folders" || isPart || !definesOne(path.join(root, folder, entry.name))
      ? []
      : [name];
  });
}

/** Only what is made by a `define…` belongs in a list; files beside it may be parts of several. */
const definesOne = (file: string) =>
  /^export const \w+(: [\w<>, ]+)? = define[A-Z]/m.test(readFileSync(file, "utf8"));

/** Without comments and texts, in which every word may stand. */
function codeOf(file: string): string {
  return readFileSync(path.join(root, file), "utf8")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/`(?:\\.|[^`\\])*`|"(?:\\.|[^"\\\n])*"/g, '""')
    .replace(/\/\/.*$/gm, "");
}

function filesUnder(folder: string): string[] {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesUnder(file) : [file];
  });
}

function isTest(file: string): boolean {
  return /\.(test|spec)\.tsx?$/.test(file);
}
