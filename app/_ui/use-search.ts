"use client";
// Asks the server while one types: a short pause first, and only the last question counts.
import { useEffect, useState } from "react";
import type { SearchHit } from "@/lib/course/search-passages";

type State = "idle" | "asking" | "found" | "none" | "failed";

interface Answer {
  readonly hits: readonly SearchHit[];
  readonly state: State;
}

const pauseMs = 90;
const nothing: Answer = { hits: [], state: "idle" };

export function useSearch(query: string): Answer {
  const [answer, setAnswer] = useState(nothing);
  const asked = query.trim();

  useEffect(() => {
    if (asked === "") {
      setAnswer(nothing);
      return;
    }
    // What was found before stays in view until there is an answer.
    setAnswer((before) => (before.hits.length > 0 ? before : { hits: [], state: "asking" }));
    const stop = new AbortController();
    const timer = setTimeout(() => {
      fetchHits(asked, stop.signal).then(
        (hits) => setAnswer({ hits, state: hits.length > 0 ? "found" : "none" }),
        () => stop.signal.aborted || setAnswer({ hits: [], state: "failed" }),
      );
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked]);

  return answer;
}

async function fetchHits(query: string, signal: AbortSignal): Promise<readonly SearchHit[]> {
  const response = await fetch(`/api/search?q=${encodeURIComponent(query)}`, { signal });
  if (!response.ok) throw new Error(`search answered ${response.status}`);
  const { hits } = (await response.json()) as { hits: readonly SearchHit[] };
  return hits;
}
