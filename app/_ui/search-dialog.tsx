"use client";
// Type, choose with the arrows, Enter: a combobox over what the server found.
import { useRouter } from "next/navigation";
import { type KeyboardEvent, type Ref, useId, useImperativeHandle, useRef, useState } from "react";
import type { SearchHit } from "@/lib/course/search-passages";
import { site } from "@/lib/messages/site";
import { useMessages } from "./locale-context";
import styles from "./search-dialog.module.css";
import { useSearch } from "./use-search";

export interface SearchDialogHandle {
  open(): void;
}

export function SearchDialog({ ref }: { ref: Ref<SearchDialogHandle> }) {
  const t = useMessages(site);
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState(0);
  const { hits, state } = useSearch(query);

  useImperativeHandle(ref, () => ({
    open() {
      if (!dialog.current?.open) dialog.current?.showModal();
      input.current?.select();
    },
  }));

  function ask(text: string) {
    setQuery(text);
    setChosen(0);
  }

  function go(hit: SearchHit | undefined) {
    if (hit === undefined) return;
    dialog.current?.close();
    router.push(addressOf(hit));
  }

  function onKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && hits.length > 0) {
      event.preventDefault();
      const next = (chosen + step + hits.length) % hits.length;
      setChosen(next);
      document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: "nearest" });
    }
    if (event.key === "Enter") {
      event.preventDefault();
      go(hits[chosen]);
    }
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself.
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label={t("searchLabel")}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <div className={styles.body}>
        <input
          ref={input}
          type="text"
          inputMode="search"
          className={styles.input}
          role="combobox"
          aria-label={t("searchLabel")}
          aria-expanded={hits.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={hits.length > 0 ? `${listId}-${chosen}` : undefined}
          placeholder={t("searchPlaceholder")}
          value={query}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => ask(event.target.value)}
          onKeyDown={onKey}
        />
        <div id={listId} role="listbox" aria-label={t("searchLabel")} className={styles.list}>
          {hits.map((hit, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled where the focus is, in the input.
            <div
              // biome-ignore lint/suspicious/noArrayIndexKey: hits have no other name, and the list is replaced whole.
              key={index}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              className={styles.hit}
              onClick={() => go(hit)}
              onMouseMove={() => setChosen(index)}
            >
              <Hit hit={hit} />
            </div>
          ))}
        </div>
        <p className={styles.status} role="status">
          {state === "idle" && t("searchHint")}
          {state === "asking" && t("searchAsking")}
          {state === "none" && t("searchNone", { query: query.trim() })}
          {state === "failed" && t("searchFailed")}
          {state === "found" && (
            <>
              <span>{t("searchCount", { count: hits.length })}</span>
              <span className={styles.keys} aria-hidden="true">
                <kbd>↑</kbd> <kbd>↓</kbd> {t("searchKeys")} <kbd>Enter</kbd> {t("searchOpen")}{" "}
                <kbd>Esc</kbd> {t("searchClose")}
              </span>
            </>
          )}
        </p>
      </div>
    </dialog>
  );
}

function Hit({ hit }: { hit: SearchHit }) {
  const isHeading = hit.kind === "title" || hit.kind === "heading";
  return (
    <>
      <span className={styles.where}>
        <span className={styles.number}>{hit.section}</span>
        {hit.kind !== "title" && hit.lesson}
        {hit.kind !== "title" && !isHeading && hit.heading !== "" && ` › ${hit.heading}`}
      </span>
      <span className={isHeading ? styles.heading : hit.kind === "code" ? styles.code : undefined}>
        {hit.snippet.map(({ text, found }, index) =>
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one fixed text.
          found ? <mark key={index}>{text}</mark> : text,
        )}
      </span>
    </>
  );
}

function addressOf({ slug, anchor }: SearchHit): string {
  return anchor === "" ? `/learn/${slug}` : `/learn/${slug}#${encodeURIComponent(anchor)}`;
}
