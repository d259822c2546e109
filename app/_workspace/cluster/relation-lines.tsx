"use client";
// Lines between things that belong together, while one of them is pointed at.
import { type RefObject, useLayoutEffect, useState } from "react";
import styles from "./cluster-pane.module.css";

interface RelationLinesProps {
  readonly board: RefObject<HTMLDivElement | null>;
  readonly from: string | undefined;
  readonly to: ReadonlySet<string>;
}

export function RelationLines({ board, from, to }: RelationLinesProps) {
  const [paths, setPaths] = useState<readonly string[]>([]);
  const keys = [...to].join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: Measured when what is pointed at changes.
  useLayoutEffect(() => {
    const area = board.current;
    const start = area && from !== undefined ? placeOf(area, from) : undefined;
    if (area === null || start === undefined) return setPaths([]);
    setPaths(
      [...to].flatMap((key) => {
        const end = placeOf(area, key);
        return end === undefined || end.y === start.y ? [] : [curve(start, end)];
      }),
    );
  }, [board, from, keys]);
  if (paths.length === 0) return null;
  return (
    <svg className={styles.lines} aria-hidden="true">
      {paths.map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Left of its row, in the coordinates of the scrolled board. */
function placeOf(board: HTMLElement, key: string): Place | undefined {
  const element = board.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  if (element === null) return undefined;
  const own = element.getBoundingClientRect();
  const area = board.getBoundingClientRect();
  return {
    x: own.left - area.left + board.scrollLeft + 4,
    y: own.top - area.top + board.scrollTop + own.height / 2,
  };
}

/** A bow in the left margin. */
function curve(start: Place, end: Place): string {
  const bow = Math.min(18, 6 + Math.abs(end.y - start.y) / 18);
  const x = Math.min(start.x, end.x) - bow;
  return `M${start.x} ${start.y}C${x} ${start.y} ${x} ${end.y} ${end.x} ${end.y}`;
}
