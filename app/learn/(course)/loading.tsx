// The shape of the course while it is fetched.
import styles from "./page.module.css";

export default function Loading() {
  return (
    <main id="main" tabIndex={-1} className={styles.page} aria-busy="true">
      <div className={styles.bone} style={{ width: "14rem", height: "2rem" }} />
      <div
        className={styles.bone}
        style={{ width: "26rem", maxWidth: "100%", height: "3.2rem", marginTop: "1rem" }}
      />
      <div className={styles.next}>
        <div
          className={styles.bone}
          style={{ width: "20rem", maxWidth: "100%", height: "2.6rem" }}
        />
      </div>
      {["a", "b", "c", "d", "e", "f"].map((row) => (
        <div key={row} className={`${styles.bone} ${styles.boneRow}`} />
      ))}
    </main>
  );
}
