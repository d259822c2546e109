// `/learn/22/labs/write-a-pod`, as a reader types it, goes to the full address before anything is streamed.
import { permanentRedirect } from "next/navigation";
import type { ReactNode } from "react";
import { findLesson } from "@/lib/course/find-lesson";

interface LayoutProps {
  readonly params: Promise<{ section: string; lab: string }>;
  readonly children: ReactNode;
}

export default async function LabLayout({ params, children }: LayoutProps) {
  const { section, lab } = await params;
  const slug = (await findLesson(decodeURIComponent(section)))?.slug;
  if (slug !== undefined && slug !== decodeURIComponent(section)) {
    permanentRedirect(`/learn/${slug}/labs/${lab}`);
  }
  return children;
}
