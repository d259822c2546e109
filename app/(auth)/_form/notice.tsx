// What went wrong, above a form, announced to screen readers.
import styles from "./form.module.css";

export function Notice({ text, isCalm = false }: { text: string | undefined; isCalm?: boolean }) {
  if (!text) return null;
  return (
    <p
      role={isCalm ? "status" : "alert"}
      className={`${styles.notice} ${isCalm ? styles.calm : ""}`}
    >
      {text}
    </p>
  );
}
