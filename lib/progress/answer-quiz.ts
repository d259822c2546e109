// Keeps the latest answer to a question. Whether it is right is for the caller to find in the quiz.
import { db } from "@/lib/db/client";

export interface QuizChoice {
  readonly userId: string;
  readonly section: number;
  readonly questionId: string;
  readonly choice: number;
  readonly correct: boolean;
}

export async function answerQuiz(answer: QuizChoice, now = new Date()) {
  const { userId, section, questionId, choice, correct } = answer;
  await db().quizAnswer.upsert({
    where: { userId_section_questionId: { userId, section, questionId } },
    create: { userId, section, questionId, choice, correct, answeredAt: now },
    update: { choice, correct, answeredAt: now },
  });
}
