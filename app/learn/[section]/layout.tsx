// Answers 404 for what belongs to no lesson, before anything is streamed.
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { findLesson } from "@/lib/course/find-lesson";

interface LayoutProps {
  readonly params: Promise<{ section: string }>;
  readonly children: ReactNode;
}

export default async function SectionLayout({ params, children }: LayoutProps) {
  if ((await findLesson(decodeURIComponent((await params).section))) === undefined) notFound();
  return children;
}
