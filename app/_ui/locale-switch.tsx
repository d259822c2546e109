"use client";
import { useRouter } from "next/navigation";
import { localeCookie } from "@/lib/messages/locale-cookie";
import { site } from "@/lib/messages/site";
import styles from "./header.module.css";
import { useLocale, useMessages } from "./locale-context";
import { remember } from "./remember";

export function LocaleSwitch() {
  const t = useMessages(site);
  const other = useLocale() === "ko" ? "en" : "ko";
  const router = useRouter();

  function change() {
    remember(localeCookie, other);
    router.refresh();
  }

  return (
    <button type="button" className={styles.quiet} onClick={change} title={t("switchLanguage")}>
      <span aria-hidden="true" lang={other}>
        {t("otherLanguage")}
      </span>
      <span className="visually-hidden" lang={other}>
        {t("switchLanguage")}
      </span>
    </button>
  );
}
