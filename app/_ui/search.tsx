"use client";
// The way into the search from anywhere: a button, Ctrl-K (⌘K), or `/` outside of text fields.
import { useEffect, useRef } from "react";
import { site } from "@/lib/messages/site";
import styles from "./header.module.css";
import { useMessages } from "./locale-context";
import { SearchDialog, type SearchDialogHandle } from "./search-dialog";

export function Search() {
  const t = useMessages(site);
  const dialog = useRef<SearchDialogHandle>(null);

  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (!isSearchKey(event)) return;
      event.preventDefault();
      dialog.current?.open();
    }
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  return (
    <>
      <button
        type="button"
        className={`${styles.quiet} ${styles.search}`}
        onClick={() => dialog.current?.open()}
        aria-keyshortcuts="Control+K /"
      >
        {t("search")}
        <span aria-hidden="true">
          <kbd>/</kbd>
        </span>
      </button>
      <SearchDialog ref={dialog} />
    </>
  );
}

/** By code, so that the keys work in Hangul mode too. Terminals and editors keep their own keys. */
function isSearchKey(event: KeyboardEvent): boolean {
  if (event.isComposing || event.defaultPrevented) return false;
  const at = event.target instanceof HTMLElement ? event.target : undefined;
  const typing = at?.matches("input, textarea, select") || at?.isContentEditable === true;
  if (typing && at?.closest("[role='application'], .xterm, .monaco-editor")) return false;
  if (event.code === "KeyK" && (event.ctrlKey || event.metaKey)) return true;
  const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
  return event.code === "Slash" && plain && !typing;
}
