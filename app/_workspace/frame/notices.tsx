"use client";
import { useEffect, useState } from "react";
// What stands between the learner and the cluster: a lost connection, an expired sign-in, a refused action.
import { errors } from "@/lib/messages/errors";
import { fill } from "@/lib/messages/translate";
import { workspace } from "@/lib/messages/workspace";
import { useLocale, useMessages } from "../../_ui/locale-context";
import { useSession, useSessionState } from "../session-context";
import styles from "./workspace.module.css";

/** A blink of the network is not worth a word. */
const offlineAfterMs = 1500;

export function Notices() {
  const t = useMessages(workspace);
  const locale = useLocale();
  const store = useSession();
  const connection = useSessionState((state) => state.connection);
  const refusal = useSessionState((state) => state.refusal);
  const canAct = useSessionState((state) => state.facts.canAct);
  const isOffline = useLasting(connection === "offline", offlineAfterMs);
  return (
    <div className={styles.notices} role="status" aria-live="polite">
      {!canAct && <p>{t("onlooker")}</p>}
      {isOffline && <p data-tone="warning">{t("offline")}</p>}
      {connection === "gone" && (
        <p data-tone="warning">
          {t("gone")}{" "}
          <button type="button" onClick={() => window.location.reload()}>
            {t("reload")}
          </button>
        </p>
      )}
      {connection === "signed-out" && (
        <p data-tone="warning">
          {t("signedOut")}{" "}
          <a href={`/login?next=${encodeURIComponent(window.location.pathname)}`}>{t("signIn")}</a>
        </p>
      )}
      {refusal && (
        <p data-tone="danger">
          {fill(errors[locale][refusal.key], refusal.values ?? {})}
          <button type="button" aria-label={t("dismiss")} onClick={() => store.refuse(undefined)}>
            ×
          </button>
        </p>
      )}
    </div>
  );
}

/** True once `isTrue` has held for a while. */
function useLasting(isTrue: boolean, ms: number): boolean {
  const [isLasting, setLasting] = useState(false);
  useEffect(() => {
    if (!isTrue) return setLasting(false);
    const timer = setTimeout(() => setLasting(true), ms);
    return () => clearTimeout(timer);
  }, [isTrue, ms]);
  return isLasting;
}
