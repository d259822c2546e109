"use client";
import { useState } from "react";
import { site } from "@/lib/messages/site";
import styles from "./header.module.css";
import { useMessages } from "./locale-context";
import { remember } from "./remember";
import { type Theme, themeAfter, themeCookie } from "./theme";

export function ThemeSwitch({ initial }: { initial: Theme }) {
  const t = useMessages(site);
  const [theme, setTheme] = useState(initial);
  const label = { system: t("themeSystem"), light: t("themeLight"), dark: t("themeDark") }[theme];

  function change() {
    const next = themeAfter[theme];
    setTheme(next);
    remember(themeCookie, next === "system" ? undefined : next);
    if (next === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
  }

  return (
    <button type="button" className={styles.quiet} onClick={change} title={label}>
      <span className="visually-hidden">{`${t("theme")}: ${label}`}</span>
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true" data-theme-icon={theme}>
        <circle cx="10" cy="10" r="6.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
        {theme === "system" && <path d="M10 3.5a6.5 6.5 0 0 1 0 13z" fill="currentColor" />}
        {theme === "light" && <circle cx="10" cy="10" r="2" fill="currentColor" />}
        {theme === "dark" && <circle cx="10" cy="10" r="6.5" fill="currentColor" />}
      </svg>
    </button>
  );
}
