"use client";
// How the lab is solved, the author's way and others: after passing, or, when the hints are used up, as help that
// is marked as such.
import { useRef, useState } from "react";
import { workspace } from "@/lib/messages/workspace";
import { useMessages } from "../../_ui/locale-context";
import dialogStyles from "../frame/top-bar.module.css";
import { useSession, useSessionState } from "../session-context";
import styles from "./solution.module.css";

export function Solution() {
  const t = useMessages(workspace);
  const store = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  const [isAsking, setAsking] = useState(false);
  const canAct = useSessionState((state) => state.facts.canAct);
  const solution = useSessionState((state) => state.help?.solution);
  const isPassed = useSessionState((state) => state.grading?.verdict.passed === true);
  if (solution === undefined || solution.state === "waits") return null;
  if (solution.state === "open") return <Ways ways={solution.ways} />;
  if (!canAct) return null;

  async function ask() {
    setAsking(true);
    await store.ask("solution");
    setAsking(false);
    dialog.current?.close();
  }

  return (
    <p className={styles.offer}>
      <button
        type="button"
        disabled={isAsking}
        onClick={() => (isPassed ? void ask() : dialog.current?.showModal())}
      >
        {isPassed ? t("otherWays") : t("openSolution")}
      </button>
      <dialog ref={dialog} className={dialogStyles.dialog} aria-labelledby="solution-title">
        <h2 id="solution-title">{t("solutionTitle")}</h2>
        <p>{t("solutionWhat")}</p>
        <form method="dialog">
          <button type="submit">{t("cancel")}</button>
          <button
            type="button"
            className={dialogStyles.danger}
            disabled={isAsking}
            onClick={() => void ask()}
          >
            {t("solutionYes")}
          </button>
        </form>
      </dialog>
    </p>
  );
}

function Ways({ ways }: { ways: readonly string[] }) {
  const t = useMessages(workspace);
  return (
    <section className={styles.ways} aria-labelledby="solution">
      <h2 id="solution">{t("solution")}</h2>
      {ways.map((way, index) => (
        <details key={way} open={index === 0}>
          <summary>{index === 0 ? t("firstWay") : t("anotherWay", { number: index })}</summary>
          <pre>{way}</pre>
        </details>
      ))}
    </section>
  );
}
