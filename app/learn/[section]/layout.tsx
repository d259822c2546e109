// Answers 404 or the full address for a lesson and for all that stands below it, before anything is streamed.
import { notFound, permanentRedirect } from "next/navigation";
import type { ReactNode } from "react";
import { findLesson } from "@/lib/course/find-lesson";

interface LayoutProps {
  readonly params: Promise<{ section: string }>;
  readonly children: ReactNode;
}

export default async function SectionLayout({ params, children }: LayoutProps) {
  const section = decodeURIComponent((await params).section);
  const lesson = await findLesson(section);
  if (lesson === undefined) notFound();
  // `/learn/22`, as a reader types it and lessons link to each other.
  if (lesson.slug !== section) permanentRedirect(`/learn/${lesson.slug}`);
  return children;
}
