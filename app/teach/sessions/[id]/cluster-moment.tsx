"use client";
// The cluster at a moment, drawn as the learner saw it; any object opens with its YAML of that moment.
import { useEffect, useState } from "react";
import { teach } from "@/lib/messages/teach";
import type { MomentView } from "@/lib/teach/read-moment";
import { useMessages } from "../../../_ui/locale-context";
import { ClusterPane } from "../../../_workspace/cluster/cluster-pane";
import { createMomentStore } from "../../../_workspace/moment-store";
import { KnownSession } from "../../../_workspace/session-context";
import styles from "./replay.module.css";

interface ClusterMomentProps {
  readonly sessionId: string;
  readonly moment: MomentView;
  readonly object: string | undefined;
  readonly onObject: (key: string | undefined) => void;
}

export function ClusterMoment({ sessionId, moment, object, onObject }: ClusterMomentProps) {
  const [store] = useState(() => createMomentStore(sessionId, moment));
  useEffect(() => store.show(moment), [store, moment]);
  return (
    <KnownSession store={store}>
      {object === undefined ? (
        <ClusterPane onOpen={onObject} />
      ) : (
        <ObjectAt
          {...{ sessionId, object }}
          sequence={moment.sequence}
          onClose={() => onObject(undefined)}
        />
      )}
    </KnownSession>
  );
}

interface ObjectAtProps {
  readonly sessionId: string;
  readonly object: string;
  readonly sequence: number;
  readonly onClose: () => void;
}

function ObjectAt({ sessionId, object, sequence, onClose }: ObjectAtProps) {
  const t = useMessages(teach);
  const [yaml, setYaml] = useState<string>();
  useEffect(() => {
    const control = new AbortController();
    const address = `/api/teach/sessions/${sessionId}/moments/${sequence}?object=${encodeURIComponent(object)}`;
    fetch(address, { signal: control.signal })
      .then(async (answer) => setYaml(answer.ok ? (await answer.json()).yaml : ""))
      .catch(() => {});
    return () => control.abort();
  }, [sessionId, object, sequence]);
  const [kind, , name] = object.split("/");
  return (
    <div className={styles.object}>
      <p>
        {t("objectAt", { name: `${kind} ${name}` })}
        <button type="button" onClick={onClose}>
          {t("close")}
        </button>
      </p>
      {yaml === "" && <p className={styles.empty}>{t("objectGone")}</p>}
      {yaml === undefined && <p className={styles.empty}>{t("replayLoading")}</p>}
      {yaml && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        <pre tabIndex={0} className={styles.file}>
          {yaml}
        </pre>
      )}
    </div>
  );
}
