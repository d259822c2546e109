"use client";
// 내 kubectl 연결: the learner's own kubectl against this very cluster.
import { useRef, useState } from "react";
import { workspace } from "@/lib/messages/workspace";
import { useMessages } from "../../_ui/locale-context";
import { useSession } from "../session-context";
import { readRefusal } from "../session-store";
import styles from "./top-bar.module.css";

const commands = `export KUBECONFIG=~/Downloads/naru.kubeconfig
kubectl get nodes`;

export function KubeconfigDialog() {
  const t = useMessages(workspace);
  const store = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  const [isRevoked, setRevoked] = useState(false);
  const { id } = store.get().facts;
  const address = `/api/sessions/${id}/kubeconfig`;

  async function revoke() {
    const answer = await fetch(address, { method: "DELETE" }).catch(() => undefined);
    if (answer === undefined) store.refuse({ key: "unreachable" });
    else if (answer.ok) setRevoked(true);
    else store.refuse(await readRefusal(answer));
  }

  function open() {
    setRevoked(false);
    dialog.current?.showModal();
  }

  return (
    <>
      <button type="button" className={styles.quiet} onClick={open}>
        {t("kubeconfig")}
      </button>
      <dialog ref={dialog} className={styles.dialog} aria-labelledby="kubeconfig-title">
        <h2 id="kubeconfig-title">{t("kubeconfigTitle")}</h2>
        <p>{t("kubeconfigWhat")}</p>
        <a className={styles.download} href={address} download="naru.kubeconfig">
          {t("kubeconfigDownload")}
        </a>
        <pre className={styles.commands}>
          <code>{commands}</code>
        </pre>
        <p>{t("kubeconfigAlso")}</p>
        <p>{t("kubeconfigSecret")}</p>
        <p role="status">{isRevoked && t("kubeconfigRevoked")}</p>
        <form method="dialog">
          <button type="button" onClick={() => void revoke()}>
            {t("kubeconfigRevoke")}
          </button>
          <button type="submit">{t("close")}</button>
        </form>
      </dialog>
    </>
  );
}
