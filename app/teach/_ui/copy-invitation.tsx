"use client";
// The link one sends to a class. The address is the one this page was opened under.
import { useState } from "react";
import { teach } from "@/lib/messages/teach";
import { useMessages } from "../../_ui/locale-context";
import styles from "./teach.module.css";

export function CopyInvitation({ code }: { code: string }) {
  const t = useMessages(teach);
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  async function copy() {
    const link = `${window.location.origin}/join/${code}`;
    setState(
      await navigator.clipboard.writeText(link).then(
        () => "copied" as const,
        () => "failed" as const,
      ),
    );
  }
  return (
    <>
      <button type="button" className={styles.quiet} onClick={copy}>
        {state === "copied" ? t("copied") : t("copyLink")}
      </button>
      <span role="status" className={state === "failed" ? styles.wrong : "visually-hidden"}>
        {state === "copied" && t("copied")}
        {state === "failed" && `${t("copyFailed")} ${window.location.origin}/join/${code}`}
      </span>
    </>
  );
}
