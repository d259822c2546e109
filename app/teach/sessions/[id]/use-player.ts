"use client";
// Where the replay stands, whether it runs, and the keys that move it.
import { useCallback, useEffect, useState } from "react";
import { type Jump, jump, type speeds, stayMs } from "@/lib/teach/replay-pace";
import type { ReplayStep } from "@/lib/teach/replay-steps";

export type Speed = (typeof speeds)[number];

export interface Player {
  readonly position: number;
  readonly isPlaying: boolean;
  readonly speed: Speed;
  goTo(position: number): void;
  jump(to: Jump): void;
  toggle(): void;
  setSpeed(speed: Speed): void;
}

const keys: Readonly<Record<string, Jump>> = {
  ArrowLeft: "back",
  ArrowRight: "forward",
  Home: "first",
  End: "last",
  v: "verdict",
  V: "verdict-back",
  p: "pause",
  P: "pause-back",
};

export function usePlayer(steps: readonly ReplayStep[], initial: number): Player {
  const [position, setPosition] = useState(initial);
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(2);

  const goTo = useCallback((next: number) => {
    setPlaying(false);
    setPosition(next);
  }, []);
  const jumpTo = useCallback(
    (to: Jump) => {
      setPlaying(false);
      setPosition((now) => jump(steps, now, to));
    },
    [steps],
  );
  const toggle = useCallback(() => {
    setPlaying((now) => !now);
    // At the end there is nothing to play but all of it.
    setPosition((now) => (now >= steps.length ? 0 : now));
  }, [steps.length]);

  useEffect(() => {
    const next = steps[position];
    if (!isPlaying) return;
    if (next === undefined) return setPlaying(false);
    const timer = setTimeout(() => setPosition(position + 1), stayMs(next, speed));
    return () => clearTimeout(timer);
  }, [isPlaying, position, speed, steps]);

  useEffect(() => {
    const sequence = steps[position - 1]?.sequence ?? 0;
    window.history.replaceState(null, "", `?at=${sequence}`);
  }, [steps, position]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTakenBy(event)) return;
      const to = keys[event.key];
      if (to === undefined && event.key !== " ") return;
      event.preventDefault();
      if (to === undefined) toggle();
      else jumpTo(to);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [jumpTo, toggle]);

  return { position, isPlaying, speed, goTo, jump: jumpTo, toggle, setSpeed };
}

/** Text fields take every key; buttons and links take Space; what scrolls or slides takes its own arrows. */
function isTakenBy({ target, key }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches("textarea, select, input:not([type=range])")) return true;
  if (target.matches("input[type=range]"))
    return key.startsWith("Arrow") || key === "Home" || key === "End";
  return key === " " && target.closest("button, a, summary") !== null;
}
