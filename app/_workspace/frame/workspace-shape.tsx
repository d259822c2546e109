// The panes before there is anything in them: nothing jumps when it comes.
import { readLocale } from "@/lib/messages/read-locale";
import { translator } from "@/lib/messages/translate";
import { workspace } from "@/lib/messages/workspace";
import styles from "./workspace-shape.module.css";

export async function WorkspaceShape({ hasTask = false }: { hasTask?: boolean }) {
  const t = translator(workspace, await readLocale());
  return (
    <main id="main" tabIndex={-1} className={styles.shape} data-task={hasTask || undefined}>
      <p className="visually-hidden" role="status">
        {t("loading")}
      </p>
      <div className={styles.bar} />
      {hasTask && (
        <div className={styles.task}>
          {[70, 96, 92, 60, 94, 84].map((width) => (
            <i key={width} style={{ width: `${width}%` }} />
          ))}
        </div>
      )}
      <div className={styles.centre}>
        <div />
        <div />
      </div>
      <div className={styles.cluster}>
        <div />
        <div />
        <div />
      </div>
    </main>
  );
}
