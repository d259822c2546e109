// Every command a lesson lets the reader run, and every file it writes, in order, in the lesson's own cluster:
// what the lesson says works has to work.
import { readFileSync } from "node:fs";
import path from "node:path";
import { load, loadAll } from "js-yaml";
import { describe, expect, it } from "vitest";
import { Cluster, systemUser } from "@/lib/sim";
import { parseCodeMeta } from "./code-meta";
import { contentRoot } from "./read-course";
import { foldersIn } from "./read-folder";

interface Block {
  /** Where it begins in the lesson, for the author. */
  readonly line: number;
  readonly language: string;
  readonly meta: string;
  readonly text: string;
}

const machine = "controlplane";
const terminal = "lesson";
/** Longer than any rollout in a lesson. */
const commandLimitMs = 120_000;

const lessons = (await foldersIn(contentRoot())).map((folder) => {
  const source = readFileSync(path.join(contentRoot(), folder, "lesson.mdx"), "utf8");
  return { folder, source, preset: presetOf(source), blocks: blocksOf(source) };
});

const bases = new Map<string, Cluster>();

describe("a lesson", () => {
  it.each(lessons)("$folder: its commands do what it says", ({ folder, preset, blocks }) => {
    const cluster = clusterOf(preset);
    cluster.terminals.open(terminal, { machine });
    const failed = blocks.flatMap((block) =>
      playBlock(cluster, block).map((problem) => `${folder}/lesson.mdx:${block.line}\n${problem}`),
    );
    expect(failed.join("\n\n")).toBe("");
  });

  it("is read whole: every block that says run is found", () => {
    const marked = lessons.map(({ source }) => (source.match(/^ *```bash run/gm) ?? []).length);
    const found = lessons.map(
      ({ blocks }) =>
        blocks.filter(({ language, meta }) => language === "bash" && parseCodeMeta(meta).run)
          .length,
    );
    expect(found).toEqual(marked);
    expect(Math.min(...found)).toBeGreaterThan(0);
  });

  it.each(lessons)(
    "$folder: its manifests are ones the cluster takes",
    ({ folder, preset, blocks }) => {
      const wrong = blocks
        .filter(({ language }) => language === "yaml")
        .flatMap((block) =>
          manifestsOf(block)
            .flatMap((manifest) => refusalOf(clusterOf(preset), manifest))
            .map((why) => `${folder}/lesson.mdx:${block.line}: ${why}`),
        );
      expect(wrong.join("\n")).toBe("");
    },
  );
});

function clusterOf(preset: string): Cluster {
  const base = bases.get(preset) ?? Cluster.create({ preset, seed: 1 });
  bases.set(preset, base);
  return base.fork();
}

/** What went otherwise than the block says. */
function playBlock(cluster: Cluster, { language, meta, text }: Block): string[] {
  const { run, fails, file } = parseCodeMeta(meta);
  if (file !== undefined) cluster.files(machine).write(`/root/${file}`, text);
  if (language !== "bash" || !run) return [];
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.flatMap((line, index) => {
    const mustFail = fails && index === lines.length - 1;
    const { status, printed } = type(cluster, line);
    if (status === "0" ? !mustFail : mustFail && status !== "running") return [];
    const wanted = mustFail ? "must fail" : "must end with 0";
    return [`$ ${line}\n${printed}\n(ended with ${status}, ${wanted})`];
  });
}

/** Types a line into the lesson's terminal and waits until the prompt is back, as the reader does. */
function type(cluster: Cluster, line: string): { status: string; printed: string } {
  const { terminals } = cluster;
  const { offset } = terminals.output(terminal, 0);
  terminals.input(terminal, line);
  if (!waitForPrompt(cluster)) {
    const printed = terminals.output(terminal, offset).text;
    terminals.signal(terminal, "INT");
    return { status: "running", printed };
  }
  const printed = terminals.output(terminal, offset).text;
  const { offset: before } = terminals.output(terminal, 0);
  terminals.input(terminal, "echo status=$?");
  waitForPrompt(cluster);
  const status = /^status=(\d+)$/m.exec(terminals.output(terminal, before).text)?.[1] ?? "unknown";
  // The reader looks at what came before typing on.
  cluster.advance(2000);
  return { status, printed };
}

function waitForPrompt(cluster: Cluster): boolean {
  const limit = cluster.now + commandLimitMs;
  while (cluster.terminals.view(terminal).busy) {
    const due = cluster.nextDue();
    if (due === undefined || due > limit) return false;
    cluster.advanceTo(due);
  }
  return true;
}

/** Documents with a kind; a fragment, or one whose `spec:` is still to be written, is for reading only. */
function manifestsOf({ text }: Block): {
  apiVersion: string;
  kind: string;
  metadata?: { name?: string; namespace?: string };
}[] {
  let documents: unknown[];
  try {
    documents = loadAll(text);
  } catch {
    return [];
  }
  return documents.flatMap((document) => {
    const isObject = typeof document === "object" && document !== null;
    const isWhole =
      isObject &&
      "kind" in document &&
      "apiVersion" in document &&
      !Object.values(document).includes(null);
    return isWhole ? [document as ReturnType<typeof manifestsOf>[number]] : [];
  });
}

/** Why the API server would not create it, strictly read. Kubeconfigs and their like are none of its business. */
function refusalOf(cluster: Cluster, manifest: ReturnType<typeof manifestsOf>[number]): string[] {
  const { apiVersion, kind, metadata } = manifest;
  const isCore = !apiVersion.includes("/");
  const base = isCore ? `/api/${apiVersion}` : `/apis/${apiVersion}`;
  const discovery = cluster.request({
    method: "GET",
    path: base,
    query: {},
    headers: {},
    user: systemUser,
  });
  const resources =
    (discovery.body as { resources?: { name: string; kind: string; namespaced: boolean }[] })
      .resources ?? [];
  const resource = resources.find((each) => each.kind === kind && !each.name.includes("/"));
  if (resource === undefined)
    return apiVersion === "v1" && kind === "Config" ? [] : [`no ${kind} in ${apiVersion}`];
  const namespace = metadata?.namespace ?? "default";
  if (namespace !== "default") cluster.run(machine, `kubectl create namespace ${namespace}`);
  const answer = cluster.request({
    method: "POST",
    path: `${base}/${resource.namespaced ? `namespaces/${namespace}/` : ""}${resource.name}`,
    query: { dryRun: ["All"], fieldValidation: ["Strict"] },
    headers: { "content-type": "application/json" },
    body: JSON.stringify(manifest),
    user: systemUser,
  });
  const { message = "" } = answer.body as { message?: string };
  return answer.code < 300 || answer.code === 409 ? [] : [message];
}

function presetOf(source: string): string {
  const head = load(source.split(/^---$/m)[1] ?? "") as { preset?: string };
  return head.preset ?? "three-nodes";
}

/** Fenced blocks, also those inside a component or a list. */
function blocksOf(source: string): Block[] {
  const blocks: Block[] = [];
  const fence = /^( *)```(\w+)[^\S\n]*(.*)\n([\s\S]*?)^\1```[^\S\n]*$/gm;
  for (const match of source.matchAll(fence)) {
    const [, indent = "", language = "", meta = "", text = ""] = match;
    const line = source.slice(0, match.index).split("\n").length;
    blocks.push({ line, language, meta, text: text.replace(new RegExp(`^${indent}`, "gm"), "") });
  }
  return blocks;
}
