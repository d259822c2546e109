// Tab: what the line in a terminal could go on with.
import type { Viewer } from "@/lib/auth/viewer";
import { openSession } from "./open-session";
import { translateErrors } from "./perform-action";
import { look } from "./sessions";

export interface Completion {
  readonly candidates: readonly string[];
  /** Candidates replace the line from here to the cursor. */
  readonly start: number;
}

const mostCandidates = 200;

export async function completeLine(
  viewer: Viewer,
  id: string,
  at: { readonly terminal: string; readonly line: string; readonly cursor: number },
): Promise<Completion> {
  await openSession(viewer, id, "act");
  return translateErrors(() =>
    look(id, ({ timeline }) => {
      // On a fork: completing asks the API server, and asking must leave no trace.
      const { candidates, start } = timeline.cluster
        .fork()
        .terminals.complete(at.terminal, at.line, at.cursor);
      return { candidates: candidates.slice(0, mostCandidates), start };
    }),
  );
}
