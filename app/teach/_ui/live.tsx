"use client";
// Reads the page again every so often while somebody looks at it. Nothing moves but what has changed.
import { useRouter } from "next/navigation";
import { useEffect } from "react";

export function Live({ everyMs = 15_000 }: { everyMs?: number }) {
  const router = useRouter();
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === "visible") router.refresh();
    };
    const timer = setInterval(look, everyMs);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [router, everyMs]);
  return null;
}
