"use client";
// Inside a link: a line that grows while the page behind it is on its way, if that takes long enough to
// notice. Lessons have no loading page of their own: React would show it, for a third of a second, even
// when the text is already there, and a lesson must be there without a script, too.
import { useLinkStatus } from "next/link";
import styles from "./link-pending.module.css";

export function LinkPending() {
  const { pending } = useLinkStatus();
  return <span aria-hidden="true" className={styles.line} data-pending={pending || undefined} />;
}
