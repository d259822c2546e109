"use client";
// One object up close: why it is as it is, its YAML, what describe says, its events.
import { useEffect, useState } from "react";
import { workspace } from "@/lib/messages/workspace";
import type { ObjectDetails } from "@/lib/sessions/read-object";
import { useMessages } from "../../_ui/locale-context";
import { useSession, useSessionState } from "../session-context";
import { nextOf } from "../terminal/terminal-pane";
import { EventRow } from "./event-list";
import styles from "./object-panel.module.css";
import { SchedulingTable } from "./scheduling-table";

const tabs = ["why", "yaml", "describe", "events"] as const;
type Tab = (typeof tabs)[number];

interface ObjectPanelProps {
  /** `Pod/default/web` */
  readonly objectKey: string;
  readonly onOpen: (key: string) => void;
  readonly onClose: () => void;
}

export function ObjectPanel({ objectKey, onOpen, onClose }: ObjectPanelProps) {
  const t = useMessages(workspace);
  const [tab, setTab] = useState<Tab>("why");
  const details = useObject(objectKey);
  const [kind = "", namespace = "", name = ""] = objectKey.split("/");
  const titles = {
    why: t("tabWhy"),
    yaml: t("tabYaml"),
    describe: t("tabDescribe"),
    events: t("tabEvents"),
  };
  return (
    <section
      className={styles.panel}
      aria-labelledby="object-name"
      onKeyDown={(event) => event.key === "Escape" && onClose()}
    >
      <header className={styles.head}>
        <button type="button" onClick={onClose} className={styles.back}>
          ← {t("back")}
        </button>
        <h3 id="object-name">
          <span>{kind}</span> {namespace !== "" && namespace !== "default" && <i>{namespace}/</i>}
          {name}
        </h3>
        <div role="tablist" aria-labelledby="object-name" className={styles.tabs}>
          {tabs.map((each) => (
            <button
              key={each}
              type="button"
              role="tab"
              id={`object-tab-${each}`}
              aria-selected={each === tab}
              aria-controls="object-content"
              tabIndex={each === tab ? 0 : -1}
              onClick={() => setTab(each)}
              onKeyDown={(event) => {
                const next = nextOf(tabs, tab, event.key) as Tab | undefined;
                if (next === undefined) return;
                setTab(next);
                document.getElementById(`object-tab-${next}`)?.focus();
              }}
            >
              {titles[each]}
            </button>
          ))}
        </div>
      </header>
      <div
        role="tabpanel"
        id="object-content"
        aria-labelledby={`object-tab-${tab}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: It scrolls, and keys must be able to scroll it.
        tabIndex={0}
        className={styles.content}
      >
        {details === undefined && <Shape label={t("loadingObject", { name })} />}
        {details === "gone" && <p className={styles.quiet}>{t("objectGone")}</p>}
        {typeof details === "object" && <Content tab={tab} details={details} onOpen={onOpen} />}
      </div>
    </section>
  );
}

function Content(props: { tab: Tab; details: ObjectDetails; onOpen: (key: string) => void }) {
  const { tab, details, onOpen } = props;
  const t = useMessages(workspace);
  if (tab === "yaml") return <pre>{details.yaml}</pre>;
  if (tab === "describe") return <pre>{details.describe}</pre>;
  if (tab === "why") return <Why details={details} onOpen={onOpen} />;
  if (details.events.length === 0) return <p className={styles.quiet}>{t("noEvents")}</p>;
  return (
    <ol role="list">
      {details.events.map((event) => (
        <EventRow key={event.key} event={event} />
      ))}
    </ol>
  );
}

function Why({ details, onOpen }: { details: ObjectDetails; onOpen: (key: string) => void }) {
  const t = useMessages(workspace);
  const { owners, scheduling, events, kind } = details;
  const [last] = events;
  const [, ...above] = owners;
  return (
    <div className={styles.why}>
      <h4>{t("ownersTitle")}</h4>
      {above.length === 0 ? (
        <p>{t("ownedByNobody")}</p>
      ) : (
        <ol role="list" className={styles.chain}>
          {above.map((owner) => (
            <li key={`${owner.kind}/${owner.name}`}>
              <button
                type="button"
                onClick={() => onOpen(`${owner.kind}/${owner.namespace ?? ""}/${owner.name}`)}
              >
                {t("ownedBy", { kind: owner.kind, name: owner.name })}
              </button>
            </li>
          ))}
        </ol>
      )}
      {kind === "Pod" && (
        <>
          <h4>{t("schedulingTitle")}</h4>
          {scheduling ? <SchedulingTable verdict={scheduling} /> : <p>{t("notScheduled")}</p>}
        </>
      )}
      {last && (
        <>
          <h4>{t("lastEventTitle")}</h4>
          <ol role="list">
            <EventRow event={last} />
          </ol>
        </>
      )}
    </div>
  );
}

function Shape({ label }: { label: string }) {
  return (
    <div className={styles.shape} role="status">
      <span className="visually-hidden">{label}</span>
      {[60, 44, 72, 50, 64].map((width) => (
        <i key={width} style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}

/** Read anew whenever the picture shows it changed. */
function useObject(key: string): ObjectDetails | "gone" | undefined {
  const store = useSession();
  const item = useSessionState((state) => state.picture.get(key));
  const revision = useSessionState((state) => state.past.sequence);
  const [read, setRead] = useState<{ key: string; details: ObjectDetails | "gone" }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `item` and `revision` say that it may differ.
  useEffect(() => {
    let isLate = false;
    const [kind = "", namespace = "", name = ""] = key.split("/");
    const query = new URLSearchParams({ kind, name, ...(namespace !== "" && { namespace }) });
    void fetch(`/api/sessions/${store.get().facts.id}/objects?${query}`).then(
      async (answer) => {
        if (isLate) return;
        if (answer.ok) setRead({ key, details: (await answer.json()) as ObjectDetails });
        else if (answer.status === 404) setRead({ key, details: "gone" });
      },
      () => {},
    );
    return () => {
      isLate = true;
    };
  }, [store, key, item, revision]);
  return read?.key === key ? read.details : undefined;
}
