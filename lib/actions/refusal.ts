// A request that is refused for a reason the asker should read. Use-cases throw it; `action` and route
// handlers turn it into an answer. Everything else that is thrown is our own mistake.
import type { ErrorKey } from "@/lib/messages/errors/ko";

export interface RefusalReason {
  readonly key: ErrorKey;
  readonly values?: { readonly [name: string]: string | number };
}

export class Refusal extends Error {
  // Next bundles this class several times over, so `instanceof` would miss some of them.
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason) {
    super(reason.key);
    this.name = "Refusal";
    this.reason = reason;
  }
}

export function refuse(key: ErrorKey, values?: RefusalReason["values"]): never {
  throw new Refusal(values ? { key, values } : { key });
}

export function refusalOf(error: unknown): RefusalReason | undefined {
  if (!(error instanceof Error) || error.name !== "Refusal" || !("reason" in error))
    return undefined;
  return error.reason as RefusalReason;
}
