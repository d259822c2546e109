"use client";
// Gives the code blocks of a lesson their terminals: one cluster for all of them, made when the first is run.
import { type ReactNode, useEffect, useState } from "react";
import type { LessonBlock } from "@/lib/course/remark-code-blocks";
import { type LessonRunner, LessonRunnerContext } from "../../_ui/lesson-runner-context";
import { createLessonSession, type LessonSession } from "../../_workspace/lesson/lesson-session";
import { LessonTerminal } from "../../_workspace/lesson/lesson-terminal";

interface LessonTerminalsProps {
  readonly section: number;
  /** The cluster these blocks run in. */
  readonly preset: string;
  /** All blocks that write a file or run commands, in the order of the text. */
  readonly blocks: readonly LessonBlock[];
  readonly children: ReactNode;
}

export function LessonTerminals({ section, blocks, children }: LessonTerminalsProps) {
  const [lesson] = useState(() => createLessonSession(section, blocks));
  const [runner] = useState(() => runnerOf(lesson));
  useEffect(() => () => lesson.close(), [lesson]);
  return <LessonRunnerContext value={runner}>{children}</LessonRunnerContext>;
}

/** Made once per lesson, so that its terminals keep their state. */
function runnerOf(lesson: LessonSession): LessonRunner {
  // biome-ignore lint/correctness/noComponentHookFactories: Made once, as the state of `LessonTerminals`.
  return { Terminal: (props) => <LessonTerminal lesson={lesson} {...props} /> };
}
