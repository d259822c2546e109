// The product instead of a picture of it: a small live cluster in which a pod can be deleted at once. What is
// shown first is the same for everyone and costs nothing; the first command makes a cluster of one's own.
import { currentViewer } from "@/lib/auth/viewer";
import { findSession } from "@/lib/sessions/start-session";
import { type SessionView, viewDemo, viewSession } from "@/lib/sessions/view-session";
import { Demo } from "../_workspace/demo/demo";

export async function LiveDemo() {
  const demo = await readDemo();
  return demo === undefined ? null : <Demo view={demo.view} isMine={demo.isMine} />;
}

async function readDemo(): Promise<{ view: SessionView; isMine: boolean } | undefined> {
  try {
    const viewer = await currentViewer();
    const mine = viewer && (await findSession(viewer, { kind: "DEMO" }));
    if (viewer && mine !== undefined)
      return { view: await viewSession(viewer, mine), isMine: true };
    return { view: await viewDemo(), isMine: false };
  } catch (error) {
    // The first page is there to be read, whatever became of the demo.
    console.error("the demo cannot be shown:", error);
    return undefined;
  }
}
