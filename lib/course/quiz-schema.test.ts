import { describe, expect, it } from "vitest";
import { quizSchema } from "./schemas";

const choices = [
  { text: "v1", correct: true, why: "핵심 그룹이에요." },
  { text: "apps/v1", why: "디플로이먼트의 것이에요." },
];

const messages = (quiz: unknown) => quizSchema.safeParse(quiz).error?.issues.map((i) => i.message);

describe("quiz.yaml", () => {
  it("takes questions whose every choice says why", () => {
    const quiz = [{ id: "one", question: "무엇인가요?", choices }];
    expect(quizSchema.parse(quiz)[0]?.choices[1]?.correct).toBe(false);
  });

  it("wants at least one right choice", () => {
    const quiz = [{ id: "one", question: "무엇인가요?", choices: [choices[1], choices[1]] }];
    expect(messages(quiz)).toEqual([
      "맞는 보기가 하나도 없어요. 맞는 보기에 `correct: true`를 적어 주세요.",
    ]);
  });

  it("wants ids that differ", () => {
    const question = { id: "one", question: "무엇인가요?", choices };
    expect(messages([question, question])).toEqual([
      "id `one`가 두 번 나와요. 문제마다 다른 id를 적어 주세요.",
    ]);
  });
});
