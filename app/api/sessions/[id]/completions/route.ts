// GET ?terminal=&line=&cursor= : what Tab offers.
import { z } from "zod";
import { completeLine } from "@/lib/sessions/complete-line";
import { answer, parse, type RouteContext } from "../../_route/answer";

const question = z.object({
  terminal: z.string().regex(/^[a-z0-9-]{1,40}$/),
  line: z.string().max(4000),
  cursor: z.coerce.number().int().min(0).max(4000),
});

export function GET(request: Request, context: RouteContext): Promise<Response> {
  return answer(context, (viewer, id) => {
    const asked = parse(question, Object.fromEntries(new URL(request.url).searchParams));
    return completeLine(viewer, id, asked);
  });
}
