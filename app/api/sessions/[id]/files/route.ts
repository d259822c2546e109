// GET ?machine=&path= : a folder's names or a file's text.
import { z } from "zod";
import { readFiles } from "@/lib/sessions/read-files";
import { answer, parse, type RouteContext } from "../../_route/answer";

const place = z.object({
  machine: z.string().max(120).optional(),
  path: z.string().max(1024).startsWith("/"),
});

export function GET(request: Request, context: RouteContext): Promise<Response> {
  return answer(context, (viewer, id) => {
    const asked = parse(place, Object.fromEntries(new URL(request.url).searchParams));
    return readFiles(viewer, id, asked);
  });
}
