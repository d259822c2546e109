// A playground: the lab screen without a task.
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { refusalOf } from "@/lib/actions/refusal";
import { requireViewer } from "@/lib/auth/viewer";
import { readLocale } from "@/lib/messages/read-locale";
import { translator } from "@/lib/messages/translate";
import { workspace } from "@/lib/messages/workspace";
import { viewSession } from "@/lib/sessions/view-session";
import { Workspace } from "../../_workspace/frame/workspace";
import { restart, share } from "../../_workspace/session-actions";

interface PlayProps {
  readonly params: Promise<{ id: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: translator(workspace, await readLocale())("playTitle") };
}

export default async function Playground({ params }: PlayProps) {
  const { id } = await params;
  const viewer = await requireViewer(`/play/${id}`);
  const view = await viewSession(viewer, id).catch((error: unknown) => {
    const key = refusalOf(error)?.key;
    if (key === "sessionGone") redirect("/play");
    // Somebody else's is as good as none.
    if (key === "notFound" || key === "forbidden") notFound();
    throw error;
  });
  return <Workspace view={view} onRestart={restart} onShare={share} />;
}
