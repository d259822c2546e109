// GET ?kind=&namespace=&name= : one object's YAML, describe, events, and why it is as it is.
import { z } from "zod";
import { readObject } from "@/lib/sessions/read-object";
import { answer, parse, type RouteContext } from "../../_route/answer";

const key = z.object({
  kind: z.string().max(60),
  namespace: z.string().max(253).optional(),
  name: z.string().max(253),
});

export function GET(request: Request, context: RouteContext): Promise<Response> {
  return answer(context, (viewer, id) => {
    const asked = parse(key, Object.fromEntries(new URL(request.url).searchParams));
    return readObject(viewer, id, asked);
  });
}
