"use client";
// The outline of a lesson: a small river beside the text, a landing for each heading, and where one is.
// Where there is no room beside the text it folds away under the title.
import type { OutlineEntry } from "@/lib/course/remark-heading-ids";
import { learn } from "@/lib/messages/learn";
import { useMessages } from "./locale-context";
import styles from "./outline.module.css";
import { useCurrentHeading } from "./use-current-heading";

interface OutlineProps {
  readonly entries: readonly OutlineEntry[];
}

export function OutlineRail({ entries }: OutlineProps) {
  const t = useMessages(learn);
  const current = useCurrentHeading(entries.map(({ id }) => id));
  return (
    <nav aria-label={t("contents")} className={`${styles.rail} screen-only`}>
      <Entries entries={entries} current={current} />
    </nav>
  );
}

export function OutlineFold({ entries }: OutlineProps) {
  const t = useMessages(learn);
  return (
    <details className={`${styles.fold} screen-only`}>
      <summary>{t("contents")}</summary>
      <Entries entries={entries} current="" />
    </details>
  );
}

function Entries({ entries, current }: OutlineProps & { readonly current: string }) {
  const at = entries.findIndex(({ id }) => id === current);
  return (
    <ol role="list" className={styles.list} lang="ko">
      {entries.map(({ id, title, depth }, index) => (
        <li key={id} data-depth={depth} data-passed={index <= at || undefined}>
          <a
            href={`#${encodeURIComponent(id)}`}
            aria-current={id === current ? "location" : undefined}
          >
            {title}
          </a>
        </li>
      ))}
    </ol>
  );
}
