// GET ?task= : what the check of a task saw when it let a fork run ahead.
import { z } from "zod";
import { readForesight } from "@/lib/sessions/read-foresight";
import { answer, parse, type RouteContext } from "../../_route/answer";

const asked = z.object({ task: z.string().max(80) });

export function GET(request: Request, context: RouteContext): Promise<Response> {
  return answer(context, (viewer, id) => {
    const { task } = parse(asked, Object.fromEntries(new URL(request.url).searchParams));
    return readForesight(viewer, id, task);
  });
}
