// One attempt, played again: terminal, files and cluster together, each verdict as the learner saw it.
import type { Metadata } from "next";
import Link from "next/link";
import { cache } from "react";
import { requireViewer } from "@/lib/auth/viewer";
import { readLocale } from "@/lib/messages/read-locale";
import { teach } from "@/lib/messages/teach";
import { translator } from "@/lib/messages/translate";
import { readMoment } from "@/lib/teach/read-moment";
import { type ReplayView, readReplay } from "@/lib/teach/read-replay";
import { Live } from "../../_ui/live";
import { orRefused } from "../../_ui/or-refused";
import { momentText, spanText } from "../../_ui/time-text";
import { Notes } from "./notes";
import { Replay } from "./replay";
import styles from "./replay.module.css";

interface SessionProps {
  readonly params: Promise<{ id: string }>;
  readonly searchParams: Promise<{ at?: string | string[] }>;
}

const open = cache(async (id: string) => {
  const viewer = await requireViewer(`/teach/sessions/${id}`);
  return { viewer, view: await orRefused(readReplay(viewer, id)) };
});

export async function generateMetadata({ params }: SessionProps): Promise<Metadata> {
  const { view } = await open((await params).id);
  return { title: await titleOf(view) };
}

async function titleOf({ learner, lab, sessionId }: ReplayView): Promise<string> {
  const t = translator(teach, await readLocale());
  return t("replayTitle", { name: learner.name, lab: lab?.title ?? sessionId });
}

export default async function SessionPage({ params, searchParams }: SessionProps) {
  const { id } = await params;
  const { viewer, view } = await open(id);
  const locale = await readLocale();
  const t = translator(teach, locale);
  const { cohort, learner, lab, steps } = view;
  const position = positionAt(view, (await searchParams).at);
  const sequence = steps[position - 1]?.sequence ?? 0;
  const first = await orRefused(readMoment(viewer, { sessionId: id, sequence }));
  return (
    <main id="main" tabIndex={-1} className={styles.page}>
      {view.state === "STARTED" && !view.isArchived && <Live everyMs={20_000} />}
      <header className={styles.head}>
        <p className={styles.trail}>
          <Link href="/teach">{t("cohortsTitle")}</Link>
          {cohort && (
            <>
              {" › "}
              <Link href={`/teach/${cohort.id}`}>{cohort.name}</Link>
              {" › "}
              <Link href={`/teach/${cohort.id}/learners/${learner.id}`}>{learner.name}</Link>
            </>
          )}
        </p>
        <h1>
          {learner.name} <span>{lab?.title}</span>
        </h1>
        <p className={styles.when}>
          {momentText(view.createdAt, locale)} – {momentText(view.lastActiveAt, locale)} ·{" "}
          {spanText(view.activeMs, t)}
          {view.isArchived && ` · ${t("replayArchived")}`}
        </p>
      </header>
      <Replay
        key={id}
        sessionId={id}
        steps={steps}
        verdicts={view.verdicts}
        initial={{ position, moment: first }}
      />
      <Notes
        sessionId={id}
        name={learner.name}
        notes={view.notes}
        canWrite={learner.id !== viewer.id}
      />
    </main>
  );
}

/** Where a link points to; else where the learner is now. */
function positionAt({ steps }: ReplayView, at: string | string[] | undefined): number {
  const wanted = typeof at === "string" && /^\d{1,7}$/.test(at) ? Number(at) : undefined;
  if (wanted === undefined) return steps.length;
  return steps.findLastIndex(({ sequence }) => sequence <= wanted) + 1;
}
