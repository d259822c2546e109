// What the learners of the demo class have been up to: who got how far, where they stumbled, and how long ago.
// Labs are counted in the order of the course, so the stories fit whatever labs there are.

/** `wrong 2`: the third of the lab's common mistakes. */
export type Move =
  | { readonly kind: "wrong"; readonly mistake: number }
  | { readonly kind: "solve" }
  | { readonly kind: "check" }
  | { readonly kind: "look" }
  | { readonly kind: "hint" }
  | { readonly kind: "read-solution" }
  | { readonly kind: "go-back" };

export interface Story {
  readonly userId: string;
  /** Counted from 0 in the course. */
  readonly lab: number;
  /** How long before the seeding the last move was. */
  readonly minutesAgo: number;
  readonly moves: readonly Move[];
}

const look = { kind: "look" } as const;
const check = { kind: "check" } as const;
const solve = { kind: "solve" } as const;
const goBack = { kind: "go-back" } as const;
const hint = { kind: "hint" } as const;
const readSolution = { kind: "read-solution" } as const;
const wrong = (mistake: number) => ({ kind: "wrong", mistake }) as const;

const atOnce = [look, solve, check];
const afterOne = (mistake: number) => [look, wrong(mistake), check, goBack, solve, check];
const afterTwo = (one: number, other: number) => [
  ...[look, wrong(one), check, look, goBack, wrong(other), check],
  ...[hint, goBack, solve, check],
];
const withTheSolution = (mistake: number) => [
  ...[look, wrong(mistake), check, hint, look, readSolution, goBack, solve, check],
];
const threeInVain = (...mistakes: number[]) => [
  look,
  ...mistakes.flatMap((mistake) => [wrong(mistake), check, look, goBack]).slice(0, -1),
];

const hour = 60;
const day = 24 * hour;

type Tale = readonly [lab: number, minutesAgo: number, moves: readonly Move[]];

const tales: Readonly<Record<string, readonly Tale[]>> = {
  // Through nearly everything, mostly at once.
  "demo-seoyeon": [
    [0, 6 * day, atOnce],
    [1, 6 * day - 40, atOnce],
    [2, 5 * day, afterOne(0)],
    [3, 4 * day, atOnce],
    [4, 3 * day, atOnce],
    [5, 2 * day, afterOne(0)],
    [6, day, atOnce],
    [7, 20 * hour, afterOne(0)],
    [8, 19 * hour, atOnce],
  ],
  // At it right now, the same objective failing again and again.
  "demo-minjun": [
    [0, 5 * day, afterOne(0)],
    [1, 4 * day, atOnce],
    [2, 2 * day, afterTwo(0, 1)],
    [3, 1, threeInVain(0, 0, 0)],
  ],
  // Left in the middle two hours ago.
  "demo-jiwoo": [
    [0, 4 * day, atOnce],
    [1, 3 * day, afterOne(0)],
    [2, 2 * hour, threeInVain(0, 0)],
  ],
  "demo-haeun": [
    [0, 5 * day, afterOne(0)],
    [1, 4 * day, afterOne(1)],
    [2, 3 * day, withTheSolution(0)],
    [3, 2 * day, afterOne(0)],
    [4, day, atOnce],
    [5, 3, [look, wrong(0), check]],
  ],
  // One lab, and stuck there since yesterday.
  "demo-doyun": [[0, 20 * hour, threeInVain(0, 2, 0)]],
  "demo-sua": [
    [0, 3 * day, atOnce],
    [1, 2 * day, atOnce],
    [2, day, afterOne(0)],
    [3, 5 * hour, [look, wrong(0), check]],
  ],
  // Does not show how, only how far.
  "demo-yerin": [
    [0, 3 * day, afterOne(0)],
    [1, 2 * day, atOnce],
    [2, 12 * hour, [look, wrong(0), check]],
  ],
};

export const learnerWithoutConsent = "demo-yerin";

export const stories: readonly Story[] = Object.entries(tales).flatMap(([userId, list]) =>
  list.map(([lab, minutesAgo, moves]) => ({ userId, lab, minutesAgo, moves })),
);

/** How many lessons each has read. */
export const lessonsRead: Readonly<Record<string, number>> = {
  "demo-seoyeon": 14,
  "demo-minjun": 11,
  "demo-jiwoo": 10,
  "demo-haeun": 12,
  "demo-doyun": 6,
  "demo-sua": 11,
  "demo-junseo": 2,
  "demo-yerin": 9,
};

/** Said by the instructor about somebody's lab. */
export const note = {
  userId: "demo-jiwoo",
  lab: 2,
  text: "두 번째 채점에서 무엇이 달라졌는지 kubectl describe의 Events부터 읽어 보세요. 막히면 수업 시간에 같이 봐요.",
} as const;
