import type { ReactNode } from "react";
import styles from "./figure.module.css";

export function Figure({ caption, children }: { caption?: string; children: ReactNode }) {
  return (
    <figure className={styles.figure}>
      <div className={styles.drawing}>{children}</div>
      {caption !== undefined && <figcaption className={styles.caption}>{caption}</figcaption>}
    </figure>
  );
}
