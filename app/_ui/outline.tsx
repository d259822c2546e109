"use client";
// The outline of a lesson: a small river beside the text, a landing for each heading, and where one is.
import type { OutlineEntry } from "@/lib/course/remark-heading-ids";
import { learn } from "@/lib/messages/learn";
import { useMessages } from "./locale-context";
import styles from "./outline.module.css";
import { useCurrentHeading } from "./use-current-heading";

export function Outline({ entries }: { entries: readonly OutlineEntry[] }) {
  const t = useMessages(learn);
  const current = useCurrentHeading(entries.map(({ id }) => id));
  const at = entries.findIndex(({ id }) => id === current);
  const list = (
    <ol role="list" className={styles.list}>
      {entries.map(({ id, title, depth }, index) => (
        <li key={id} data-depth={depth} data-passed={index <= at || undefined}>
          <a href={`#${encodeURIComponent(id)}`} aria-current={id === current ? "location" : undefined}>
            {title}
          </a>
        </li>
      ))}
    </ol>
  );
  return (
    <>
      <nav aria-label={t("contents")} className={`${styles.wide} screen-only`}>
        {list}
      </nav>
      <details className={`${styles.narrow} screen-only`}>
        <summary>{t("contents")}</summary>
        {list}
      </details>
    </>
  );
}
