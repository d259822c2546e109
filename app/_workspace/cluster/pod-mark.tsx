// A pod's state as a shape: never by colour alone.

import styles from "./cluster-pane.module.css";
import type { PodState } from "./pod-state";

export function PodMark({ state }: { state: PodState }) {
  return (
    <svg viewBox="0 0 12 12" className={styles.mark} data-state={state} aria-hidden="true">
      {state === "running" && <circle cx="6" cy="6" r="4.5" fill="currentColor" />}
      {state === "starting" && (
        <>
          <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.2" />
          <path d="M6 2a4 4 0 0 1 0 8z" fill="currentColor" />
        </>
      )}
      {state === "failing" && (
        <path
          d="M2.5 2.5l7 7m0-7l-7 7"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
        />
      )}
      {state === "done" && (
        <path d="M2 6.5l2.8 2.8L10 3.5" fill="none" stroke="currentColor" strokeWidth="1.8" />
      )}
      {state === "leaving" && (
        <circle
          cx="6"
          cy="6"
          r="4"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.2"
          strokeDasharray="2 2"
        />
      )}
    </svg>
  );
}
