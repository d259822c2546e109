// A learner's state in a lab as a shape: never by colour alone.
import styles from "./board.module.css";

export type MarkState = "passed" | "assisted" | "started" | "stuck" | "left" | "new" | "none";

export function StateMark({ state }: { state: MarkState }) {
  return (
    <svg viewBox="0 0 16 16" className={styles.mark} data-state={state} aria-hidden="true">
      {(state === "passed" || state === "assisted") && (
        <path d="M3 8.6l3.2 3.2L13 4.6" fill="none" stroke="currentColor" strokeWidth="2" />
      )}
      {state === "assisted" && <path d="M3 14.5h10" stroke="currentColor" strokeWidth="1.4" />}
      {state === "started" && (
        <>
          <circle cx="8" cy="8" r="5.2" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="M8 2.8a5.2 5.2 0 0 1 0 10.4z" fill="currentColor" />
        </>
      )}
      {state === "stuck" && (
        <path
          d="M8 1.8L15 14H1z M8 6.2v3.6 M8 11.2v1.2"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinejoin="round"
        />
      )}
      {state === "left" && (
        <path
          d="M5.6 4v8 M10.4 4v8"
          stroke="currentColor"
          strokeWidth="1.8"
          strokeLinecap="round"
        />
      )}
      {state === "new" && (
        <circle cx="8" cy="8" r="4.4" fill="none" stroke="currentColor" strokeWidth="1.3" />
      )}
      {state === "none" && <circle cx="8" cy="8" r="1.1" fill="currentColor" />}
    </svg>
  );
}
