"use client";
// Keeps what is gone for a moment longer, so that it can be seen leaving.
import { useEffect, useRef, useState } from "react";
import type { PodItem } from "@/lib/sessions/picture/picture-items";

export interface ShownPod extends PodItem {
  readonly isGone?: boolean;
}

const leavingMs = 450;

export function useLeaving(pods: readonly PodItem[]): readonly ShownPod[] {
  const before = useRef<readonly PodItem[]>(pods);
  const [gone, setGone] = useState<readonly ShownPod[]>([]);
  const keys = pods.map(({ key }) => key).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: Compared by the keys alone.
  useEffect(() => {
    const present = new Set(pods.map(({ key }) => key));
    const left = before.current.filter(({ key }) => !present.has(key));
    before.current = pods;
    if (left.length === 0) return;
    setGone((known) => [...known, ...left.map((pod) => ({ ...pod, isGone: true }))]);
    const timer = setTimeout(() => {
      const keys = new Set(left.map(({ key }) => key));
      setGone((known) => known.filter(({ key }) => !keys.has(key)));
    }, leavingMs);
    return () => clearTimeout(timer);
  }, [keys]);
  const present = new Set(pods.map(({ key }) => key));
  const leaving = gone.filter(({ key }) => !present.has(key));
  return leaving.length === 0 ? pods : [...pods, ...leaving];
}
