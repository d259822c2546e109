// Every route of a session: who asks, is the input well formed and small enough, and what became of it.
import type { z } from "zod";
import { type RefusalReason, refusalOf, refuse } from "@/lib/actions/refusal";
import { currentViewer, hasExpiredSignIn, type Viewer } from "@/lib/auth/viewer";
import type { ErrorKey } from "@/lib/messages/errors/ko";

const statuses: Partial<Record<ErrorKey, number>> = {
  signInRequired: 401,
  signInExpired: 401,
  forbidden: 403,
  notFound: 404,
  actionRefused: 409,
  solutionWaits: 409,
  nothingAhead: 409,
  nothingToUndo: 409,
  sessionGone: 410,
  tooLarge: 413,
  tooFast: 429,
  tooManyAttempts: 429,
  tooManySessions: 429,
  tooManyStreams: 429,
};

export interface RouteContext {
  readonly params: Promise<{ id: string }>;
}

/** `POST = (request, context) => answer(context, async (viewer, id) => …)` */
export async function answer(
  { params }: RouteContext,
  work: (viewer: Viewer, id: string) => Promise<unknown>,
): Promise<Response> {
  try {
    const viewer = await signedIn();
    const { id } = await params;
    const value = await work(viewer, id);
    if (value instanceof Response) return value;
    return Response.json(value, { headers: { "cache-control": "no-store" } });
  } catch (error) {
    return refusal(refusalOf(error) ?? ourMistake(error));
  }
}

async function signedIn(): Promise<Viewer> {
  const viewer = await currentViewer();
  return viewer ?? refuse((await hasExpiredSignIn()) ? "signInExpired" : "signInRequired");
}

/** The same shape as a refused server action. */
function refusal(error: RefusalReason): Response {
  const fallback = error.key === "unexpected" ? 500 : 400;
  return Response.json({ error }, { status: statuses[error.key] ?? fallback });
}

function ourMistake(error: unknown): RefusalReason {
  const id = crypto.randomUUID().slice(0, 8);
  console.error(`[${id}]`, error);
  return { key: "unexpected", values: { id } };
}

/** The body as JSON that fits the schema, never more of it than `limitBytes`. */
export async function readBody<Schema extends z.ZodType>(
  request: Request,
  schema: Schema,
  limitBytes: number,
): Promise<z.output<Schema>> {
  // A page of another site can send a form, but not this.
  if (!request.headers.get("content-type")?.startsWith("application/json")) refuse("invalidInput");
  const text = await readText(request, limitBytes);
  return parse(schema, toJson(text));
}

export function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const isTooLong = parsed.error.issues.some(({ code }) => code === "too_big");
  return refuse(isTooLong ? "tooLarge" : "invalidInput");
}

async function readText(request: Request, limitBytes: number): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > limitBytes) refuse("tooLarge");
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const part = await reader?.read();
    if (part === undefined || part.done) break;
    bytes += part.value.byteLength;
    if (bytes > limitBytes) refuse("tooLarge");
    chunks.push(part.value);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return refuse("invalidInput");
  }
}
