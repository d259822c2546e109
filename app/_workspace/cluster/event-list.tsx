"use client";
// What happened in the cluster, newest first.
import { workspace } from "@/lib/messages/workspace";
import { type EventItem, isSystem, newestFirst } from "@/lib/sessions/picture/picture-items";
import { useMessages } from "../../_ui/locale-context";
import { useSessionState } from "../session-context";
import { useClusterNow } from "../use-clock";
import { ageText } from "./age";
import styles from "./cluster-pane.module.css";

const eventsShown = 30;

interface EventListProps {
  readonly showsSystem: boolean;
  readonly onOpen: (key: string) => void;
}

export function EventList({ showsSystem, onOpen }: EventListProps) {
  const t = useMessages(workspace);
  const picture = useSessionState((state) => state.picture);
  const events = [...picture.values()]
    .filter((item) => item.type === "event")
    .filter(({ namespace, kind }) => showsSystem || (!isSystem(namespace) && kind !== "Node"))
    .sort(newestFirst)
    .slice(0, eventsShown);
  return (
    <section className={styles.list} aria-labelledby="cluster-events">
      <h3 id="cluster-events">{t("events")}</h3>
      {events.length === 0 && <p className={styles.quiet}>{t("noEvents")}</p>}
      <ol role="list" className={styles.events}>
        {events.map((event) => (
          <EventRow key={event.key} event={event} onOpen={onOpen} />
        ))}
      </ol>
    </section>
  );
}

export function EventRow(props: { event: EventItem; onOpen?: (key: string) => void }) {
  const { event, onOpen } = props;
  const t = useMessages(workspace);
  const now = useClusterNow();
  const isNew = useSessionState((state) => state.arrived.has(event.key));
  const about = `${event.kind}/${event.namespace}/${event.name}`;
  return (
    <li
      className={styles.event}
      data-new={isNew || undefined}
      data-warning={event.isWarning || undefined}
    >
      <span className={styles.age}>{ageText(now - event.at)}</span>
      <p>
        {event.isWarning && <b>{t("warningEvent")} </b>}
        <b>{event.reason}</b>{" "}
        {onOpen && (
          <button type="button" data-key={about} onClick={() => onOpen(about)}>
            {event.name}
          </button>
        )}
        {event.count > 1 && <span className={styles.times}> ×{event.count}</span>}
        <span className={styles.message}>{event.message}</span>
      </p>
    </li>
  );
}
