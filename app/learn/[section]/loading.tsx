// The shape of a lesson while it is opened.
import styles from "./page.module.css";

const lines = ["100%", "94%", "97%", "60%", "0%", "98%", "92%", "70%"];

export default function Loading() {
  return (
    <main id="main" tabIndex={-1} className={styles.page} aria-busy="true">
      <div className={styles.outline} />
      <div className={styles.lesson}>
        <div className={styles.bone} style={{ width: "14rem", height: "1.4rem" }} />
        <div
          className={styles.bone}
          style={{ width: "20rem", height: "2.4rem", marginTop: "0.8rem" }}
        />
        <div className={styles.bone} style={{ height: "4rem", marginTop: "2.6rem" }} />
        <div style={{ height: "5rem" }} />
        {lines.map((width) => (
          <div
            key={width}
            className={styles.bone}
            style={{ width, height: "1.1rem", marginTop: "0.7rem" }}
          />
        ))}
      </div>
    </main>
  );
}
