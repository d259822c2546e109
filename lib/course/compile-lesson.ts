/**
 * MDX to a component's code, with all that was learnt on the way: the outline, the runnable blocks
 * and the passages for the search. Kept per lesson until one of its files changes.
 */
import { bundleMDX } from "mdx-bundler";
import rehypePrettyCode from "rehype-pretty-code";
import remarkGfm from "remark-gfm";
import { codeTheme, highlighter } from "./highlighter";
import type { Lesson } from "./read-folder";
import { type LessonBlock, remarkCodeBlocks } from "./remark-code-blocks";
import { type OutlineEntry, remarkHeadingIds } from "./remark-heading-ids";
import { type Passage, remarkPassages } from "./remark-passages";
import { remarkQuotes } from "./remark-quotes";

export interface CompiledLesson {
  /** A function body for `getMDXComponent`. */
  readonly code: string;
  readonly outline: readonly OutlineEntry[];
  readonly blocks: readonly LessonBlock[];
  readonly passages: readonly Passage[];
}

interface Kept {
  readonly version: string;
  readonly compiled: Promise<CompiledLesson>;
}

const shared = globalThis as typeof globalThis & { naruCompiled?: Map<string, Kept> };

/** A lesson, or another MDX text with a folder of its own, such as the task of a lab. */
export type Compilable = Pick<Lesson, "source" | "folder" | "version">;

export function compileLesson(lesson: Compilable): Promise<CompiledLesson> {
  shared.naruCompiled ??= new Map();
  const kept = shared.naruCompiled.get(lesson.folder);
  if (kept?.version === lesson.version) return kept.compiled;
  const compiled = compile(lesson);
  shared.naruCompiled.set(lesson.folder, { version: lesson.version, compiled });
  return compiled;
}

async function compile({ source, folder }: Compilable): Promise<CompiledLesson> {
  const outline: OutlineEntry[] = [];
  const blocks: LessonBlock[] = [];
  const passages: Passage[] = [];
  const { code } = await bundleMDX({
    source,
    cwd: folder,
    mdxOptions: (options) => ({
      ...options,
      remarkPlugins: [
        remarkGfm,
        remarkQuotes,
        remarkHeadingIds((entry) => outline.push(entry)),
        remarkPassages((passage) => passages.push(passage)),
        remarkCodeBlocks((block) => blocks.push(block)),
      ],
      rehypePlugins: [[rehypePrettyCode, prettyCode]],
    }),
    esbuildOptions: (options) => ({ ...options, target: "es2022" }),
  });
  return { code, outline, blocks, passages };
}

const prettyCode = {
  theme: codeTheme,
  keepBackground: false,
  bypassInlineCode: true,
  defaultLang: "text",
  getHighlighter: highlighter,
};
