"use client";
// The learner's files at a moment: the one this step changed comes to the front, its new lines marked.
import { useEffect, useState } from "react";
import { teach } from "@/lib/messages/teach";
import { newLines } from "@/lib/teach/new-lines";
import type { MomentFile, MomentView } from "@/lib/teach/read-moment";
import { useMessages } from "../../../_ui/locale-context";
import styles from "./replay.module.css";

export function FilesMoment({ moment }: { moment: MomentView }) {
  const t = useMessages(teach);
  const { files } = moment;
  const [chosen, setChosen] = useState<string>();
  const changed = files.find(({ text, before }) => moment.sequence > 0 && text !== before)?.path;
  useEffect(() => {
    if (changed !== undefined) setChosen(changed);
  }, [changed]);
  const shown = files.find(({ path }) => path === chosen) ?? files[0];
  if (shown === undefined) return <p className={styles.empty}>{t("noFiles")}</p>;
  return (
    <>
      <div className={styles.tabs}>
        {files.map(({ path }) => (
          <button
            key={path}
            type="button"
            aria-pressed={path === shown.path}
            onClick={() => setChosen(path)}
          >
            {path.split("/").at(-1)}
          </button>
        ))}
        {shown.path === changed && (
          <span className={styles.changed}>
            {shown.before === undefined ? t("fileNew") : t("fileChanged")}
          </span>
        )}
      </div>
      <Text file={shown} marks={shown.path === changed} />
    </>
  );
}

function Text({ file, marks }: { file: MomentFile; marks: boolean }) {
  const { path, text, before } = file;
  const fresh = marks ? newLines(before ?? "", text) : undefined;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: what takes the focus needs a name.
    <pre tabIndex={0} className={styles.file} aria-label={path}>
      {text
        .replace(/\n$/, "")
        .split("\n")
        .map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text.
          <span key={index} data-fresh={fresh?.has(index) || undefined}>
            {`${line}\n`}
          </span>
        ))}
    </pre>
  );
}
