// Every server action passes through here: who asks, is the input well formed, and what became of it.
// Answers are data, never exceptions, because Next hides the words of an exception from the browser.
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { type Audience, isAdmitted } from "@/lib/auth/audience";
import { currentViewer, hasExpiredSignIn, type Viewer } from "@/lib/auth/viewer";
import { type RefusalReason, refusalOf } from "./refusal";

export type ActionResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: RefusalReason };

/**
 *     export const joinCohort = action(z.object({ code }), (input, viewer) => …, "signed-in")
 *
 * Someone who is signed in is required unless "anyone" may ask; then the viewer may be missing.
 */
export function action<Schema extends z.ZodType, T>(
  schema: Schema,
  handler: (input: z.output<Schema>, viewer: Viewer) => Promise<T>,
  who?: Exclude<Audience, "anyone">,
): (input: z.input<Schema>) => Promise<ActionResult<T>>;
export function action<Schema extends z.ZodType, T>(
  schema: Schema,
  handler: (input: z.output<Schema>, viewer: Viewer | undefined) => Promise<T>,
  who: "anyone",
): (input: z.input<Schema>) => Promise<ActionResult<T>>;
export function action<Schema extends z.ZodType, T>(
  schema: Schema,
  handler: (input: z.output<Schema>, viewer: never) => Promise<T>,
  who: Audience = "signed-in",
): (input: z.input<Schema>) => Promise<ActionResult<T>> {
  return async (input) => {
    try {
      const viewer = await currentViewer();
      if (!isAdmitted(viewer, who)) return failure(await whyNot(viewer));
      const parsed = schema.safeParse(input);
      if (!parsed.success) return failure(invalidInput(parsed.error));
      return { ok: true, value: await handler(parsed.data, viewer as never) };
    } catch (error) {
      // A redirect or a 404 is Next's own way of answering.
      unstable_rethrow(error);
      return failure(refusalOf(error) ?? ourMistake(error));
    }
  };
}

const failure = (error: RefusalReason) => ({ ok: false, error }) as const;

async function whyNot(viewer: Viewer | undefined): Promise<RefusalReason> {
  if (viewer) return { key: "forbidden" };
  return { key: (await hasExpiredSignIn()) ? "signInExpired" : "signInRequired" };
}

function invalidInput(error: z.ZodError): RefusalReason {
  return { key: "invalidInput", values: { field: String(error.issues[0]?.path[0] ?? "") } };
}

/** The number stands in the log too, so a report can be found there. */
function ourMistake(error: unknown): RefusalReason {
  const id = crypto.randomUUID().slice(0, 8);
  console.error(`[${id}]`, error);
  return { key: "unexpected", values: { id } };
}
