/**
 * What an author writes in a lesson folder, as schemas: the head of `lesson.mdx`, `quiz.yaml`, and
 * those fields of `lab.yaml` which the course shows (lib/labs owns the rest).
 */
import { z } from "zod";

/** The stretches of the course, in order. */
export const groups = ["런타임과 etcd", "컨트롤 플레인", "노드", "오브젝트", "선언형"] as const;

export type Group = (typeof groups)[number];

const text = z.string().trim().min(1);

export const lessonHeadSchema = z.strictObject({
  section: z.int().positive(),
  title: text,
  english: text,
  group: z.enum(groups),
  summary: text,
  minutes: z.int().positive(),
  goals: z.array(text).min(1),
  preset: text.default("three-nodes"),
});

const choiceSchema = z.strictObject({
  text,
  correct: z.boolean().default(false),
  why: text,
});

export const quizSchema = z
  .array(
    z
      .strictObject({ id: text, question: text, choices: z.array(choiceSchema).min(2) })
      .refine(({ choices }) => choices.some(({ correct }) => correct), {
        path: ["choices"],
        message: "맞는 보기가 하나도 없어요. 맞는 보기에 `correct: true`를 적어 주세요.",
      }),
  )
  .min(1)
  .superRefine((questions, context) => {
    const seen = new Set<string>();
    questions.forEach(({ id }, index) => {
      if (seen.has(id)) {
        const message = `id \`${id}\`가 두 번 나와요. 문제마다 다른 id를 적어 주세요.`;
        context.addIssue({ code: "custom", path: [index, "id"], message });
      }
      seen.add(id);
    });
  });

export const labCardSchema = z.looseObject({
  id: z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
    message: "영어 소문자, 숫자, `-`만 쓸 수 있어요(예: `roll-out-new-image`).",
  }),
  title: text,
  minutes: z.int().positive(),
  tasks: z.array(z.looseObject({ id: text })).min(1),
});

export type LessonHead = z.output<typeof lessonHeadSchema>;
export type QuizQuestion = z.output<typeof quizSchema>[number];
export type QuizChoice = QuizQuestion["choices"][number];
