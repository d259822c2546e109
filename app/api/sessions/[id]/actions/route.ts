// POST: one action of the learner. Answered when Postgres has it.
import { performAction, requestedAction } from "@/lib/sessions/perform-action";
import { answer, type RouteContext, readBody } from "../../_route/answer";

/** The largest file, in UTF-8 and JSON. */
const limitBytes = 16 * 1024 * 1024;

export function POST(request: Request, context: RouteContext): Promise<Response> {
  return answer(context, async (viewer, id) => {
    const action = await readBody(request, requestedAction, limitBytes);
    return performAction(viewer, id, action);
  });
}
