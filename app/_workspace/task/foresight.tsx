"use client";
// What a check saw when it let a fork of the cluster run ahead, on a slider: the pod that was killed, and the one
// that came instead, or did not.
import { useEffect, useRef, useState } from "react";
import { workspace } from "@/lib/messages/workspace";
import type { ForesightView } from "@/lib/sessions/view";
import { useMessages } from "../../_ui/locale-context";
import { ageText } from "../cluster/age";
import { ClusterPane } from "../cluster/cluster-pane";
import { createMomentStore } from "../moment-store";
import { KnownSession, useSession } from "../session-context";
import { readRefusal } from "../session-store";
import styles from "./foresight.module.css";

export function Foresight({ task, sequence }: { task: string; sequence: number }) {
  const t = useMessages(workspace);
  const store = useSession();
  const [view, setView] = useState<ForesightView | "loading">();
  // A new verdict has seen another future.
  const seenOf = useRef(sequence);
  if (seenOf.current !== sequence) {
    seenOf.current = sequence;
    if (view !== undefined) setView(undefined);
  }

  async function open() {
    if (view !== undefined) return setView(undefined);
    setView("loading");
    const address = `/api/sessions/${store.get().facts.id}/foresight?task=${encodeURIComponent(task)}`;
    const answer = await fetch(address).catch(() => undefined);
    if (answer?.ok) return setView((await answer.json()) as ForesightView);
    setView(undefined);
    store.refuse(answer === undefined ? { key: "unreachable" } : await readRefusal(answer));
  }

  return (
    <div className={styles.foresight}>
      <button
        type="button"
        className={styles.open}
        aria-expanded={view !== undefined}
        onClick={() => void open()}
      >
        {view === undefined ? t("foresight") : t("foresightClose")}
      </button>
      {view === "loading" && <p className={styles.soft}>{t("foresightLoading")}</p>}
      {view !== undefined && view !== "loading" && <Future view={view} />}
    </div>
  );
}

const frameMs = 450;

function Future({ view: { startsAt, moments } }: { view: ForesightView }) {
  const t = useMessages(workspace);
  const first = moments[0] ?? { now: startsAt, picture: [], events: [] };
  const [store] = useState(() => createMomentStore("", first));
  const [at, setAt] = useState(0);
  const [isPlaying, setPlaying] = useState(true);
  const last = moments.length - 1;
  const moment = moments[at] ?? first;
  useEffect(() => store.show(moment), [store, moment]);
  useEffect(() => {
    if (!isPlaying) return;
    if (at >= last) return setPlaying(false);
    const timer = setTimeout(() => setAt(at + 1), frameMs);
    return () => clearTimeout(timer);
  }, [isPlaying, at, last]);

  // The slider lies below what was pressed, often below the edge of the pane.
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.scrollIntoView({ block: "nearest" }), []);

  const later = t("foresightAt", { time: ageText(moment.now - startsAt) });
  return (
    <div ref={panel}>
      <div className={styles.slider}>
        <button
          type="button"
          onClick={() => {
            if (at >= last) setAt(0);
            setPlaying(!isPlaying);
          }}
        >
          {isPlaying ? t("foresightPause") : t("foresightPlay")}
        </button>
        <input
          type="range"
          min={0}
          max={last}
          value={at}
          aria-label={t("foresight")}
          aria-valuetext={later}
          onChange={(event) => {
            setPlaying(false);
            setAt(Number(event.target.value));
          }}
        />
        <output>{later}</output>
      </div>
      <div className={styles.cluster}>
        <KnownSession store={store}>
          <ClusterPane isBrief onOpen={() => {}} />
        </KnownSession>
      </div>
      <ol role="list" className={styles.events}>
        {moment.events.map(({ key, reason, name, message, isWarning, count }) => (
          <li key={key} data-warning={isWarning || undefined}>
            <b>{reason}</b> {count > 1 && `×${count} `}
            <code>{name}</code> {message}
          </li>
        ))}
      </ol>
    </div>
  );
}
