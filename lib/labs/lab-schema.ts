// What an author writes in `lab.yaml`.
import { z } from "zod";

const text = z.string().trim().min(1);
const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
  message: "영어 소문자, 숫자, `-`만 쓸 수 있어요(예: `roll-out-new-image`).",
});

const hint = z.strictObject({
  /** Checks raise a hint by this name. */
  key: id,
  text,
});

const task = z.strictObject({
  id,
  title: text,
  points: z.int().positive(),
  /** Tasks that have to be done before this one makes sense. */
  after: z.array(id).default([]),
  /** From a nudge to nearly the answer. */
  hints: z.array(hint).min(1, { message: "힌트가 하나는 있어야 해요." }),
});

/** Values drawn for each learner: one of a list. */
const parameter = z.strictObject({
  name: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
  oneOf: z.array(text).min(1),
});

export const labSchema = z.strictObject({
  id,
  title: text,
  minutes: z.int().positive(),
  preset: text.default("three-nodes"),
  summary: text,
  /** Two lines shown after passing. */
  learnt: text,
  parameters: z.array(parameter).default([]),
  tasks: z.array(task).min(1),
  /** Mutants of the solution that are just as right, by id, with the reason. */
  equivalent: z.array(z.strictObject({ mutant: text, because: text })).default([]),
});

export type LabDefinition = z.output<typeof labSchema>;
export type TaskDefinition = LabDefinition["tasks"][number];
