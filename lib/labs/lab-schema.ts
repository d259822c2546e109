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

const lab = z.strictObject({
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

type Written = z.output<typeof lab>;

export const labSchema = lab.superRefine((written, context) => {
  for (const { path, message } of contradictions(written)) {
    context.addIssue({ code: "custom", path, message });
  }
});

interface Contradiction {
  readonly path: (string | number)[];
  readonly message: string;
}

/** Names that are used twice, or used and never given. A task may build on earlier ones only. */
function contradictions({ tasks, parameters }: Written): Contradiction[] {
  const ids = tasks.map((each) => each.id);
  const repeated = (names: readonly string[], path: (string | number)[]): Contradiction[] =>
    names.flatMap((name, index) =>
      names.indexOf(name) === index
        ? []
        : [{ path: [...path, index], message: `\`${name}\`이라는 이름이 두 번 나와요.` }],
    );
  return [
    ...repeated(ids, ["tasks"]),
    ...repeated(
      parameters.map((each) => each.name),
      ["parameters"],
    ),
    ...tasks.flatMap(({ hints, after }, index) => [
      ...repeated(
        hints.map(({ key }) => key),
        ["tasks", index, "hints"],
      ),
      ...after
        .filter((before) => !ids.slice(0, index).includes(before))
        .map((before) => ({
          path: ["tasks", index, "after"],
          message: `\`${before}\`은 이 과제보다 앞에 있는 과제가 아니에요.`,
        })),
    ]),
  ];
}

export type LabDefinition = z.output<typeof labSchema>;
export type TaskDefinition = LabDefinition["tasks"][number];
