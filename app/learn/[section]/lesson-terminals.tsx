"use client";
// The mount point of the terminals under code blocks. Whoever wires the simulator provides a
// `LessonRunner` (app/_ui/lesson-runner-context.tsx) here; until then blocks are drawn without a run button.
import type { ReactNode } from "react";
import type { LessonBlock } from "@/lib/course/remark-code-blocks";

interface LessonTerminalsProps {
  readonly section: number;
  /** The cluster these blocks run in. */
  readonly preset: string;
  /** All blocks that write a file or run commands, in the order of the text. */
  readonly blocks: readonly LessonBlock[];
  readonly children: ReactNode;
}

export function LessonTerminals({ children }: LessonTerminalsProps) {
  return children;
}
