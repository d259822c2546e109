// A lab: the task beside editor, terminals and cluster of the learner's own.

import { getMDXComponent } from "mdx-bundler/client";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { requireViewer } from "@/lib/auth/viewer";
import { startSession } from "@/lib/sessions/start-session";
import { viewSession } from "@/lib/sessions/view-session";
import { mdxComponents } from "../../../../_ui/mdx-components";
import { Workspace } from "../../../../_workspace/frame/workspace";
import { restart } from "../../../../_workspace/session-actions";
import { openLab } from "./open-lab";

interface LabProps {
  readonly params: Promise<{ section: string; lab: string }>;
}

export async function generateMetadata({ params }: LabProps): Promise<Metadata> {
  const { section, lab } = await params;
  const page = await openLab(decodeURIComponent(section), decodeURIComponent(lab));
  return page === undefined ? {} : { title: page.lab.title, description: page.lab.summary };
}

export default async function LabPage({ params }: LabProps) {
  const { section, lab } = await params;
  const viewer = await requireViewer(`/learn/${section}/labs/${lab}`);
  const page = await openLab(decodeURIComponent(section), decodeURIComponent(lab), viewer.id);
  if (page === undefined) notFound();
  const wanted = { kind: "LAB", section: page.lab.lesson.section, lab: page.lab.id } as const;
  const view = await viewSession(viewer, await startSession(viewer, wanted));
  const Task = getMDXComponent(page.code);
  return (
    <Workspace view={view} lab={page.lab} onRestart={restart}>
      <Task components={mdxComponents} />
    </Workspace>
  );
}
