"use client";
// How a code block gets a terminal. Whoever can run commands (the workspace) provides a `LessonRunner`
// around the lesson; without one no run button is drawn.
import { type ComponentType, createContext } from "react";
import type { LessonBlock } from "@/lib/course/remark-code-blocks";

export interface LessonTerminalProps {
  /** The block whose commands are to be run; files and blocks before it come first. */
  readonly block: LessonBlock;
  readonly onClose: () => void;
}

export interface LessonRunner {
  /** Drawn under the block once its run button was pressed. */
  readonly Terminal: ComponentType<LessonTerminalProps>;
}

export const LessonRunnerContext = createContext<LessonRunner | undefined>(undefined);
