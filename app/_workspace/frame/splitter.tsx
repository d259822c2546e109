"use client";
// The line between two panes: dragged with the pointer, moved with the arrow keys, set back by a double click.
import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import styles from "./workspace.module.css";

interface SplitterProps {
  readonly label: string;
  readonly size: number;
  readonly min: number;
  readonly max: number;
  /** Nothing means the usual size. */
  readonly onSize: (size: number | undefined) => void;
  readonly axis: "x" | "y";
  /** Percent of the parent rather than pixels. */
  readonly unit?: "share";
  /** The pane stands after the line. */
  readonly isReversed?: boolean;
}

export function Splitter(props: SplitterProps) {
  const { label, size, min, max, onSize, axis, unit, isReversed = false } = props;
  const start = useRef<{ at: number; size: number }>(undefined);
  const sign = isReversed ? -1 : 1;

  function begin(event: PointerEvent<HTMLElement>) {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { at: axis === "x" ? event.clientX : event.clientY, size };
  }

  function drag(event: PointerEvent<HTMLElement>) {
    if (start.current === undefined) return;
    const moved = (axis === "x" ? event.clientX : event.clientY) - start.current.at;
    const whole =
      unit === "share" ? (event.currentTarget.parentElement?.clientHeight ?? 1) / 100 : 1;
    onSize(start.current.size + (sign * moved) / whole);
  }

  function press(event: KeyboardEvent) {
    const step = unit === "share" ? 3 : 20;
    const moves: Record<string, number> =
      axis === "x" ? { ArrowLeft: -step, ArrowRight: step } : { ArrowUp: -step, ArrowDown: step };
    const move = moves[event.key];
    if (move !== undefined) onSize(size + sign * move);
    else if (event.key === "Home") onSize(min);
    else if (event.key === "End") onSize(max);
    else return;
    event.preventDefault();
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: A separator that moves is a widget, not an <hr>.
    <div
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={axis === "x" ? "vertical" : "horizontal"}
      aria-valuenow={Math.round(size)}
      aria-valuemin={min}
      aria-valuemax={max}
      className={styles.splitter}
      data-axis={axis}
      onPointerDown={begin}
      onPointerMove={drag}
      onPointerUp={() => {
        start.current = undefined;
      }}
      onDoubleClick={() => onSize(undefined)}
      onKeyDown={press}
    />
  );
}
