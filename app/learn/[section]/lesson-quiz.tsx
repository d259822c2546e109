"use client";
import type { QuizQuestion } from "@/lib/course/schemas";
import { Quiz } from "../../_ui/quiz";
import { keepAnswer } from "../actions";

interface LessonQuizProps {
  readonly section: number;
  readonly questions: readonly QuizQuestion[];
  readonly answers: Readonly<Record<string, number>>;
}

export function LessonQuiz({ section, questions, answers }: LessonQuizProps) {
  async function keep(questionId: string, choice: number): Promise<boolean> {
    const result = await keepAnswer({ section, questionId, choice }).catch(() => undefined);
    return result?.ok === true;
  }

  return <Quiz questions={questions} answers={answers} onAnswer={keep} />;
}
