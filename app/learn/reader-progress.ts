// What the reader of this request has done so far; nothing for a visitor who is not signed in.
import { cache } from "react";
import { currentViewer } from "@/lib/auth/viewer";
import { type Progress, readProgress } from "@/lib/progress/read-progress";

export const readerProgress = cache(async (): Promise<Progress | undefined> => {
  const viewer = await currentViewer();
  return viewer && readProgress(viewer.id);
});
