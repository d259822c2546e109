"use client";
import type { QuizQuestion } from "@/lib/course/schemas";
// The questions at the end of a lesson. After an answer every choice is explained, right or wrong.
import { learn } from "@/lib/messages/learn";
import { useMessages } from "./locale-context";
import styles from "./quiz.module.css";
import { Question } from "./quiz-question";

interface QuizProps {
  readonly questions: readonly QuizQuestion[];
  /** The choice made before, by the question's id. */
  readonly answers: Readonly<Record<string, number>>;
  /** Says whether the answer was kept. */
  readonly onAnswer: (questionId: string, choice: number) => Promise<boolean>;
}

export function Quiz({ questions, answers, onAnswer }: QuizProps) {
  const t = useMessages(learn);
  return (
    <section aria-labelledby="quiz" className={styles.quiz}>
      <h2 id="quiz">{t("quiz")}</h2>
      <p className={styles.intro}>{t("quizIntro")}</p>
      <ol role="list">
        {questions.map((question, index) => (
          <li key={question.id}>
            <Question
              number={index + 1}
              question={question}
              answered={answers[question.id]}
              onAnswer={(choice) => onAnswer(question.id, choice)}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}
