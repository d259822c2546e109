"use client";
// The moments of a replay: fetched once each, the next one ahead of time. Until a moment is there, the one
// before stays.
import { useCallback, useEffect, useRef, useState } from "react";
import type { MomentView } from "@/lib/teach/read-moment";

interface Wanted {
  readonly sessionId: string;
  readonly sequence: number;
  readonly next: number | undefined;
  readonly first: MomentView;
  /** When the log has grown, what was the end looks different. */
  readonly length: number;
}

const momentsKept = 120;

export function useMoment({ sessionId, sequence, next, first, length }: Wanted) {
  const known = useRef(new Map<number, Promise<MomentView>>());
  const [moment, setMoment] = useState(first);
  const [failedAt, setFailedAt] = useState<number>();
  const [tries, setTries] = useState(0);
  const lastLength = useRef(length);

  const read = useCallback(
    (at: number): Promise<MomentView> => {
      const moments = known.current;
      const kept = moments.get(at);
      if (kept !== undefined) return kept;
      const asked = fetchMoment(sessionId, at);
      moments.set(at, asked);
      asked.catch(() => moments.delete(at));
      const [oldest] = moments.keys();
      if (moments.size > momentsKept && oldest !== undefined) moments.delete(oldest);
      return asked;
    },
    [sessionId],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` asks again for the same moment.
  useEffect(() => {
    if (lastLength.current !== length) known.current.clear();
    lastLength.current = length;
    let isCurrent = true;
    read(sequence).then(
      (found) => {
        if (!isCurrent) return;
        setMoment(found);
        setFailedAt(undefined);
        if (next !== undefined) void read(next).catch(() => {});
      },
      () => isCurrent && setFailedAt(sequence),
    );
    return () => {
      isCurrent = false;
    };
  }, [read, sequence, next, length, tries]);

  return {
    moment,
    hasFailed: failedAt === sequence,
    retry: () => setTries(tries + 1),
  };
}

async function fetchMoment(sessionId: string, sequence: number): Promise<MomentView> {
  const answer = await fetch(`/api/teach/sessions/${sessionId}/moments/${sequence}`);
  if (!answer.ok) throw new Error(`moment ${sequence}: ${answer.status}`);
  return answer.json();
}
