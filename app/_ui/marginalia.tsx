// What stands beside the text: corrections of the notes, and asides. In the margin where there is one.
import type { ReactNode } from "react";
import { learn } from "@/lib/messages/learn";
import { readLocale } from "@/lib/messages/read-locale";
import { translator } from "@/lib/messages/translate";
import { InlineText } from "./inline-text";
import styles from "./marginalia.module.css";

/** 노트 바로잡기: what the note said, and what is true. */
export async function Correction({ said, children }: { said: string; children: ReactNode }) {
  const t = translator(learn, await readLocale());
  return (
    <aside className={styles.correction} aria-label={t("correction")} data-marginal>
      <p className={styles.label}>{t("correction")}</p>
      <p className={styles.said}>
        <span className={styles.source}>{t("noteSaid")}</span>{" "}
        <q>
          <InlineText text={said} />
        </q>
      </p>
      <div className={styles.truth}>{children}</div>
    </aside>
  );
}

export function Aside({ children }: { children: ReactNode }) {
  return (
    <aside className={styles.aside} data-marginal>
      {children}
    </aside>
  );
}
