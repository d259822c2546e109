"use client";
import { type FormEvent, useState } from "react";
import type { QuizChoice, QuizQuestion } from "@/lib/course/schemas";
import { learn } from "@/lib/messages/learn";
import { InlineText } from "./inline-text";
import { useMessages } from "./locale-context";
import styles from "./quiz.module.css";

interface QuestionProps {
  readonly number: number;
  readonly question: QuizQuestion;
  readonly answered: number | undefined;
  readonly onAnswer: (choice: number) => Promise<boolean>;
}

export function Question({ number, question, answered, onAnswer }: QuestionProps) {
  const t = useMessages(learn);
  const [chosen, setChosen] = useState(answered);
  const [isShown, setShown] = useState(answered !== undefined);
  const [isUnsaved, setUnsaved] = useState(false);
  const isRight = chosen !== undefined && question.choices[chosen]?.correct === true;

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (isShown) {
      setShown(false);
      setChosen(undefined);
      return;
    }
    if (chosen === undefined) return;
    setShown(true);
    setUnsaved(!(await onAnswer(chosen)));
  }

  return (
    <form onSubmit={submit} className={styles.question}>
      <fieldset>
        <legend>
          <span className={styles.number}>{t("question", { number })}</span>
          <InlineText text={question.question} />
        </legend>
        {question.choices.map((choice, index) => (
          <Choice
            // biome-ignore lint/suspicious/noArrayIndexKey: the choices of a question never move.
            key={index}
            name={question.id}
            choice={choice}
            isChosen={chosen === index}
            isShown={isShown}
            onChoose={() => setChosen(index)}
          />
        ))}
      </fieldset>
      <div className={styles.foot}>
        <button type="submit" className={styles.submit} disabled={chosen === undefined}>
          {isShown ? t("answerAgain") : t("answer")}
        </button>
        <p role="status" className={styles.verdict} data-right={isRight || undefined}>
          {isShown && (isRight ? t("verdictRight") : t("verdictWrong"))}
          {isUnsaved && ` ${t("quizUnsaved")}`}
        </p>
      </div>
    </form>
  );
}

function Choice(props: {
  readonly name: string;
  readonly choice: QuizChoice;
  readonly isChosen: boolean;
  readonly isShown: boolean;
  readonly onChoose: () => void;
}) {
  const { name, choice, isChosen, isShown, onChoose } = props;
  const t = useMessages(learn);
  const state = choice.correct ? "right" : "wrong";
  return (
    <label
      className={styles.choice}
      data-state={isShown ? state : undefined}
      data-chosen={isChosen}
    >
      <span className={styles.tick}>
        {/* Not `disabled`: the focus must stay where the reader is. */}
        <input
          type="radio"
          name={name}
          checked={isChosen}
          aria-disabled={isShown}
          onChange={() => isShown || onChoose()}
        />
        {isShown && <Mark isRight={choice.correct} />}
      </span>
      <span className={styles.words}>
        <InlineText text={choice.text} />
        {isShown && (
          <span className={styles.why}>
            <span className={styles.mark}>
              {choice.correct ? t("choiceRight") : t("choiceWrong")}
              {isChosen && ` · ${t("yourChoice")}`}
            </span>
            <InlineText text={choice.why} />
          </span>
        )}
      </span>
    </label>
  );
}

function Mark({ isRight }: { isRight: boolean }) {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" className={styles.sign}>
      <path
        d={isRight ? "M2.5 8.5l3.7 3.7 7.3-8" : "M4 4l8 8M12 4l-8 8"}
        fill="none"
        stroke="currentColor"
        strokeWidth={isRight ? 2.2 : 1.5}
      />
    </svg>
  );
}
