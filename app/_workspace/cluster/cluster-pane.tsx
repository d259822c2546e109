"use client";
// The cluster as it is: controllers and Services above, nodes as rooms with their pods, and what happened.
import { type FocusEvent, type MouseEvent, useRef, useState } from "react";
import { workspace } from "@/lib/messages/workspace";
import { isSystem, type PodItem } from "@/lib/sessions/picture/picture-items";
import { useMessages } from "../../_ui/locale-context";
import { useSessionState } from "../session-context";
import styles from "./cluster-pane.module.css";
import { EventList } from "./event-list";
import { NodeRoom, WaitingRoom } from "./node-room";
import { RelationLines } from "./relation-lines";
import { relatedTo } from "./relations";
import { ServiceList } from "./service-list";
import { useLeaving } from "./use-leaving";
import { WorkloadList } from "./workload-list";

interface ClusterPaneProps {
  readonly onOpen: (key: string) => void;
  /** Without Services and events, for small places. */
  readonly isBrief?: boolean;
}

export function ClusterPane({ onOpen, isBrief = false }: ClusterPaneProps) {
  const t = useMessages(workspace);
  const picture = useSessionState((state) => state.picture);
  const [showsSystem, setShowsSystem] = useState(false);
  const [pointed, setPointed] = useState<string>();
  const board = useRef<HTMLDivElement>(null);

  const items = [...picture.values()];
  const pods = useLeaving(items.filter((item) => item.type === "pod"));
  const isShown = (pod: PodItem) => showsSystem || !isSystem(pod.namespace);
  const nodes = items.filter((item) => item.type === "node");
  const systemCount = pods.filter(({ namespace }) => isSystem(namespace)).length;
  const shown = pods.filter(isShown);
  const homeless = shown.filter(({ node }) => node === "");
  const related = pointed === undefined ? none : relatedTo(picture, pointed);
  const point = (event: MouseEvent | FocusEvent) => setPointed(keyUnder(event.target));
  const hidden = items.find((item) => item.type === "note" && item.kind === "pod");

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Only marks what is pointed at; the buttons inside act.
    <div
      className={styles.pane}
      ref={board}
      onMouseOver={point}
      onMouseLeave={() => setPointed(undefined)}
      onFocus={point}
      onBlur={() => setPointed(undefined)}
      data-pointing={pointed !== undefined && related.size > 0 ? "" : undefined}
    >
      <WorkloadList related={related} pointed={pointed} onOpen={onOpen} />
      {!isBrief && <ServiceList related={related} pointed={pointed} onOpen={onOpen} />}
      <section aria-label={t("nodes")} className={styles.rooms}>
        {!isBrief && <h3>{t("nodes")}</h3>}
        {homeless.length > 0 && (
          <WaitingRoom pods={homeless} related={related} pointed={pointed} onOpen={onOpen} />
        )}
        {nodes.map((node) => (
          <NodeRoom
            key={node.key}
            node={node}
            pods={shown.filter((pod) => pod.node === node.name)}
            related={related}
            pointed={pointed}
            onOpen={onOpen}
            isBrief={isBrief}
          />
        ))}
        {nodes.length === 0 && <p className={styles.quiet}>{t("noAnswer")}</p>}
        {hidden?.type === "note" && (
          <p className={styles.quiet}>{t("hiddenMore", { count: hidden.hidden })}</p>
        )}
        {systemCount > 0 && !isBrief && (
          <button
            type="button"
            className={styles.toggle}
            aria-pressed={showsSystem}
            onClick={() => setShowsSystem(!showsSystem)}
          >
            {showsSystem ? t("hideSystem") : t("showSystem", { count: systemCount })}
          </button>
        )}
      </section>
      {!isBrief && <EventList showsSystem={showsSystem} onOpen={onOpen} />}
      <RelationLines board={board} from={pointed} to={related} />
    </div>
  );
}

const none: ReadonlySet<string> = new Set();

function keyUnder(target: EventTarget): string | undefined {
  return (target as Element).closest<HTMLElement>("[data-key]")?.dataset.key;
}
