// GET: one moment of a replay; with `?object=Pod/default/web`, that object's YAML at the moment.
import { refuse } from "@/lib/actions/refusal";
import { readMoment } from "@/lib/teach/read-moment";
import { readMomentObject } from "@/lib/teach/read-moment-object";
import { answer } from "../../../../../sessions/_route/answer";

interface MomentContext {
  readonly params: Promise<{ id: string; sequence: string }>;
}

export function GET(request: Request, context: MomentContext): Promise<Response> {
  return answer(context, async (viewer, sessionId) => {
    const { sequence: text } = await context.params;
    if (!/^\d{1,7}$/.test(text)) refuse("notFound");
    const sequence = Number(text);
    const key = new URL(request.url).searchParams.get("object");
    if (key === null) return readMoment(viewer, { sessionId, sequence });
    return { yaml: await readMomentObject(viewer, { sessionId, sequence, key }) };
  });
}
