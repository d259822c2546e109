"use client";
// A fenced block of a lesson: highlighted by the server, with copy, and with run where somebody can run it.
import { type ReactNode, use, useState } from "react";
import { learn } from "@/lib/messages/learn";
import styles from "./code-block.module.css";
import { LessonRunnerContext } from "./lesson-runner-context";
import { useMessages } from "./locale-context";

interface CodeBlockProps {
  readonly id: string;
  readonly language: string;
  readonly source: string;
  readonly run?: boolean;
  readonly fails?: boolean;
  readonly file?: string;
  readonly children: ReactNode;
}

export function CodeBlock(props: CodeBlockProps) {
  const { id, language, source, run = false, fails = false, file, children } = props;
  const t = useMessages(learn);
  const runner = use(LessonRunnerContext);
  const [isOpen, setOpen] = useState(false);
  const block = { id, language, source, run, fails, ...(file === undefined ? {} : { file }) };
  const isOutput = language === "text" && file === undefined;
  const canRun = run && runner !== undefined;

  return (
    <div
      className={styles.block}
      data-language={language}
      data-output={isOutput || undefined}
      data-run={run || undefined}
    >
      {file !== undefined && (
        <p className={styles.file}>
          <span className="visually-hidden">{t("fileName", { name: file })}</span>
          <span aria-hidden="true">{file}</span>
        </p>
      )}
      <div className={styles.frame}>
        <div className={styles.code}>{children}</div>
        {!isOutput && (
          <div className={`${styles.tools} screen-only`}>
            {canRun && <RunButton isOpen={isOpen} onPress={() => setOpen(!isOpen)} />}
            <CopyButton text={source} />
          </div>
        )}
      </div>
      {canRun && isOpen && <runner.Terminal block={block} onClose={() => setOpen(false)} />}
    </div>
  );
}

function RunButton({ isOpen, onPress }: { isOpen: boolean; onPress: () => void }) {
  const t = useMessages(learn);
  return (
    <button type="button" className={styles.run} aria-expanded={isOpen} onClick={onPress}>
      {isOpen ? t("closeTerminal") : t("run")}
    </button>
  );
}

const saidForMs = 1600;

function CopyButton({ text }: { text: string }) {
  const t = useMessages(learn);
  const [said, setSaid] = useState<"copied" | "copyFailed">();

  function copy() {
    navigator.clipboard.writeText(text).then(
      () => setSaid("copied"),
      () => setSaid("copyFailed"),
    );
    setTimeout(() => setSaid(undefined), saidForMs);
  }

  return (
    <>
      <button type="button" onClick={copy}>
        {said === undefined ? t("copy") : t(said)}
      </button>
      <span className="visually-hidden" role="status">
        {said !== undefined && t(said)}
      </span>
    </>
  );
}
