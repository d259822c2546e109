/** One lesson folder, read and checked: what is sound of it, and every problem its author should fix. */
import { readdir, readFile, stat } from "node:fs/promises";
import path from "node:path";
import { load } from "js-yaml";
import type { z } from "zod";
import { type AuthorProblem, problemsIn } from "./author-problem";
import { folderVersion } from "./folder-version";
import type { QuizQuestion } from "./schemas";
import { type LessonHead, labCardSchema, lessonHeadSchema, quizSchema } from "./schemas";

export interface LabCard {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly tasks: number;
}

export interface Lesson extends LessonHead {
  /** The folder's name, and the address: `/learn/22-pods-with-yaml`. */
  readonly slug: string;
  readonly folder: string;
  /** Changes when any file of the folder does. */
  readonly version: string;
  /** The MDX below the front matter. */
  readonly source: string;
  readonly quiz: readonly QuizQuestion[];
  readonly labs: readonly LabCard[];
}

export interface ReadFolder {
  readonly lesson?: Lesson;
  readonly problems: readonly AuthorProblem[];
}

export async function readFolder(folder: string): Promise<ReadFolder> {
  const slug = path.basename(folder);
  const problems: AuthorProblem[] = [];
  const document = await readText(path.join(folder, "lesson.mdx"));
  if (document === undefined) {
    const message = "파일이 없어요. 수업 폴더에는 lesson.mdx가 꼭 있어야 해요.";
    return { problems: [{ file: `${slug}/lesson.mdx`, field: "", message }] };
  }
  const { head: headText, source } = splitFrontMatter(document);
  const head = check({
    file: `${slug}/lesson.mdx`,
    text: headText,
    schema: lessonHeadSchema,
    known: Object.keys(lessonHeadSchema.shape),
    problems,
  });
  const version = await folderVersion(folder);
  const quiz = await readQuiz(folder, slug, problems);
  const labs = await readLabs(folder, slug, problems);
  return head === undefined
    ? { problems }
    : { lesson: { ...head, slug, folder, version, source, quiz, labs }, problems };
}

/** The YAML between the two `---` lines, and the rest. */
export function splitFrontMatter(document: string): { head: string; source: string } {
  const match = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/.exec(
    document.replace(/^\uFEFF/, ""),
  );
  if (match === null) return { head: "", source: document };
  return { head: match[1] ?? "", source: document.slice(match[0].length) };
}

async function readQuiz(folder: string, slug: string, problems: AuthorProblem[]) {
  const text = await readText(path.join(folder, "quiz.yaml"));
  if (text === undefined) return [];
  const known = ["id", "question", "choices", "text", "correct", "why"];
  const file = `${slug}/quiz.yaml`;
  return check({ file, text, schema: quizSchema, known, problems }) ?? [];
}

async function readLabs(folder: string, slug: string, problems: AuthorProblem[]) {
  const labs: LabCard[] = [];
  for (const name of await foldersIn(path.join(folder, "labs"))) {
    const file = `${slug}/labs/${name}/lab.yaml`;
    const text = await readText(path.join(folder, "labs", name, "lab.yaml"));
    if (text === undefined) {
      problems.push({
        file,
        field: "",
        message: "파일이 없어요. 실습 폴더에는 lab.yaml이 꼭 있어야 해요.",
      });
      continue;
    }
    const known = Object.keys(labCardSchema.shape);
    const lab = check({ file, text, schema: labCardSchema, known, problems });
    if (lab === undefined) continue;
    if (lab.id !== name) {
      const message = `폴더 이름은 \`${name}\`인데 id는 \`${lab.id}\`예요. 둘을 같게 해 주세요.`;
      problems.push({ file, field: "id", message });
    }
    labs.push({ id: lab.id, title: lab.title, minutes: lab.minutes, tasks: lab.tasks.length });
  }
  // From easy to demanding; names say nothing about that.
  return labs.sort((one, other) => one.minutes - other.minutes || (one.id < other.id ? -1 : 1));
}

/** Parses and checks one YAML text; what is wrong goes to `problems`. */
function check<S extends z.ZodType>(named: {
  readonly file: string;
  readonly text: string;
  readonly schema: S;
  readonly known: readonly string[];
  readonly problems: AuthorProblem[];
}): z.output<S> | undefined {
  const { file, text, schema, known, problems } = named;
  let data: unknown;
  try {
    data = load(text) ?? {};
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : "";
    problems.push({ file, field: "", message: `YAML로 읽을 수 없어요: ${reason}` });
    return undefined;
  }
  const result = schema.safeParse(data);
  if (result.success) return result.data;
  problems.push(...problemsIn({ file, data, issues: result.error.issues, known }));
  return undefined;
}

export async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map((entry) => entry.name)
    .sort();
}

async function readText(file: string): Promise<string | undefined> {
  const found = await stat(file).catch(() => undefined);
  return found?.isFile() ? await readFile(file, "utf8") : undefined;
}
