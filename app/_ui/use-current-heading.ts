"use client";
// Which heading the reader has reached: the last one above the upper third of the window.
import { useEffect, useState } from "react";

export function useCurrentHeading(ids: readonly string[]): string {
  const [current, setCurrent] = useState("");
  const key = ids.join("\n");

  useEffect(() => {
    let frame = 0;
    const find = () => {
      frame = 0;
      setCurrent(headingAt(key.split("\n"), window.innerHeight / 3));
    };
    const later = () => {
      frame ||= requestAnimationFrame(find);
    };
    find();
    window.addEventListener("scroll", later, { passive: true });
    window.addEventListener("resize", later);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("scroll", later);
      window.removeEventListener("resize", later);
    };
  }, [key]);

  return current;
}

function headingAt(ids: readonly string[], line: number): string {
  const atEnd = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2;
  if (atEnd && window.scrollY > 0) return ids.at(-1) ?? "";
  const above = ids.filter((id) => {
    const top = document.getElementById(id)?.getBoundingClientRect().top;
    return top !== undefined && top <= line;
  });
  return above.at(-1) ?? "";
}
