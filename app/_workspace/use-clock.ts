"use client";
// The cluster's clock between two messages of the server: counted on while time flows.
import { useEffect, useState } from "react";
import { useSessionState } from "./session-context";

export function useClusterNow(): number {
  const clock = useSessionState((state) => state.clock);
  const isLive = useSessionState((state) => state.connection === "live");
  const [wall, setWall] = useState(clock.toldAt);
  const flows = isLive && !clock.paused;
  useEffect(() => {
    if (!flows) return;
    const timer = setInterval(() => setWall(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [flows]);
  return flows ? clock.now + Math.max(0, wall - clock.toldAt) : clock.now;
}
