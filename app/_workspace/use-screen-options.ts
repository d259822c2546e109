"use client";
// Small choices of the learner about the workspace, kept in this browser.
import { useMemo, useSyncExternalStore } from "react";

/** `isValid` must not change from one drawing to the next. */
export function useRemembered<T>(
  name: string,
  fallback: T,
  isValid: (value: unknown) => value is T,
): readonly [T, (value: T) => void] {
  // The server does not know: the first drawing takes the usual value.
  const text = useSyncExternalStore(
    subscribe,
    () => read(name),
    () => undefined,
  );
  const value = useMemo(() => parse(text, fallback, isValid), [text, fallback, isValid]);
  return [value, (next: T) => write(name, JSON.stringify(next))];
}

export const isBoolean = (value: unknown): value is boolean => typeof value === "boolean";

const listeners = new Set<() => void>();
/** Private windows may refuse to keep anything: then it holds until the page is left. */
const unkept = new Map<string, string>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(name: string): string | undefined {
  try {
    return localStorage.getItem(name) ?? unkept.get(name);
  } catch {
    return unkept.get(name);
  }
}

function write(name: string, text: string): void {
  try {
    localStorage.setItem(name, text);
  } catch {
    unkept.set(name, text);
  }
  for (const listener of listeners) listener();
}

function parse<T>(
  text: string | undefined,
  fallback: T,
  isValid: (value: unknown) => value is T,
): T {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    return isValid(value) ? value : fallback;
  } catch {
    return fallback;
  }
}
