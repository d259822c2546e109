"use client";
// A page that is streamed has its text only after the browser has looked for the anchor of the address
// in vain; this goes there once the text stands.
import { useEffect } from "react";

export function useHashTarget(): void {
  useEffect(() => {
    // Going back or reloading keeps the place one had.
    const [visit] = performance.getEntriesByType("navigation");
    if (visit instanceof PerformanceNavigationTiming && visit.type !== "navigate") return;
    if (window.scrollY > 0) return;
    idsOf(window.location.hash)
      .map((id) => document.getElementById(id))
      .find((element) => element !== null)
      ?.scrollIntoView();
  }, []);
}

/** As written and as meant: a Korean anchor is escaped in the address. */
function idsOf(hash: string): readonly string[] {
  const written = hash.slice(1);
  if (written === "") return [];
  try {
    return [written, decodeURIComponent(written)];
  } catch {
    return [written];
  }
}
