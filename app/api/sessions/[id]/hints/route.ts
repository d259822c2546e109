// POST: the next hint of a task, if it may be opened.
import { z } from "zod";
import { openHint } from "@/lib/sessions/open-hint";
import { answer, type RouteContext, readBody } from "../../_route/answer";

const wanted = z.object({ task: z.string().max(80) });

export function POST(request: Request, context: RouteContext): Promise<Response> {
  return answer(context, async (viewer, id) => {
    const { task } = await readBody(request, wanted, 1024);
    return openHint(viewer, id, task);
  });
}
