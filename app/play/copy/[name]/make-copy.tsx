"use client";
import { useState } from "react";
import type { RefusalReason } from "@/lib/actions/refusal";
import { workspace } from "@/lib/messages/workspace";
import { useMessages } from "../../../_ui/locale-context";
import { asSomebody } from "../../../_workspace/as-somebody";
import { RefusalText } from "../../../_workspace/refusal-text";
import { openCopy } from "../../../_workspace/session-actions";
import styles from "../../page.module.css";

export function MakeCopy({ name }: { name: string }) {
  const t = useMessages(workspace);
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<RefusalReason>();
  async function make() {
    setBusy(true);
    const made = await asSomebody(() => openCopy({ name }));
    if (made.ok) return window.location.assign(`/play/${made.value}`);
    setBusy(false);
    setRefusal(made.error);
  }
  return (
    <div className={styles.copy}>
      <button type="button" disabled={isBusy} onClick={() => void make()}>
        {t("copyMake")}
      </button>
      <RefusalText refusal={refusal} className={styles.refusal} />
    </div>
  );
}
