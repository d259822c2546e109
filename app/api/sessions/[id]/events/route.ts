// GET: what happens in a session, as server-sent events. First everything, then what changes; a browser that
// comes back says with Last-Event-ID how much of the terminals it has.
import { refuse } from "@/lib/actions/refusal";
import { openSession } from "@/lib/sessions/open-session";
import { openStream, streamCount } from "@/lib/sessions/streams";
import type { SessionPatch } from "@/lib/sessions/view";
import { answer, type RouteContext } from "../../_route/answer";

const streamsPerSession = 16;
/** Between the two a proxy sees life, and we see who has left. */
const heartbeatMs = 15_000;

export function GET(request: Request, context: RouteContext): Promise<Response> {
  return answer(context, async (viewer, id) => {
    await openSession(viewer, id, "view");
    if (streamCount(id) >= streamsPerSession) refuse("tooManyStreams");
    const lastEventId = request.headers.get("last-event-id") ?? undefined;
    return new Response(stream({ sessionId: id, lastEventId, signal: request.signal }), {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store, no-transform",
        "x-accel-buffering": "no",
      },
    });
  });
}

interface Wanted {
  readonly sessionId: string;
  readonly lastEventId: string | undefined;
  readonly signal: AbortSignal;
}

function stream({ sessionId, lastEventId, signal }: Wanted): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let stop = () => {};
  return new ReadableStream({
    async start(controller) {
      let isOpen = true;
      let close = async () => {};
      stop = () => {
        if (!isOpen) return;
        isOpen = false;
        clearInterval(heartbeat);
        void close();
      };
      const write = (text: string) => {
        if (isOpen) controller.enqueue(encoder.encode(text));
      };
      const heartbeat = setInterval(() => write(": \n\n"), heartbeatMs);
      signal.addEventListener("abort", stop);
      const send = (patch: SessionPatch, cursor: string) =>
        write(`id: ${cursor}\ndata: ${JSON.stringify(patch)}\n\n`);
      const end = () => {
        if (isOpen) controller.close();
        stop();
      };
      close = await openStream({ sessionId, lastEventId, send, end });
      if (!isOpen) await close();
    },
    cancel() {
      stop();
    },
  });
}
