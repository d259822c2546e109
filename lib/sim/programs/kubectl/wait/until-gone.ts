// Waiting for deleted objects to go: what `delete`, `replace --force` and `wait --for=delete` share.
import type { ProgramResult } from "@/lib/sim/machine/program";
import { StatusError } from "@/lib/sim/meta/status-error";
import { getObject } from "../client";
import { asError, CommandError, isNotFound } from "../command-error";
import type { ResourceKind } from "../discovery";
import type { Session } from "../session";

export interface Gone {
  readonly remaining: readonly {
    readonly kind: ResourceKind;
    readonly namespace: string;
    readonly name: string;
    /** Another uid under the same name means that ours is gone. */
    readonly uid?: string;
  }[];
  readonly until: number;
}

export function waitUntilGone(session: Session, gone: Gone): ProgramResult {
  const remaining = gone.remaining.filter((place) => isStillThere(session, place));
  const [first] = remaining;
  if (first === undefined) return 0;
  if (session.io.process.now >= gone.until) {
    throw new CommandError(
      `timed out waiting for the condition on ${first.kind.plural}/${first.name}`,
    );
  }
  return {
    waitFor: { change: true, until: gone.until },
    resume: { remaining, until: gone.until } satisfies Gone,
  };
}

function isStillThere(session: Session, place: Gone["remaining"][number]): boolean {
  try {
    const object = getObject(session.cluster.client, place);
    return place.uid === undefined || object.metadata.uid === place.uid;
  } catch (thrown) {
    const error = asError(thrown);
    const isHidden =
      error instanceof StatusError && ["Forbidden", "MethodNotAllowed"].includes(error.reason);
    if (isNotFound(error) || isHidden) return false;
    throw error;
  }
}
