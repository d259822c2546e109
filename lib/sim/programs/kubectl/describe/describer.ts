// What describing a kind is: writing lines about one object, with the cluster at hand for what belongs to it.
import type { KubernetesObject } from "@/lib/sim/meta/object";
import type { ResourceKind } from "../discovery";
import type { Session } from "../session";
import { findEvents, writeEvents } from "./events";
import type { DescriptionWriter } from "./writer";

export interface DescribeContext {
  readonly session: Session;
  readonly kind: ResourceKind;
  readonly now: number;
  readonly showsEvents: boolean;
}

export interface Describer {
  readonly group: string;
  readonly kind: string;
  describe(w: DescriptionWriter, object: KubernetesObject, context: DescribeContext): void;
}

export function defineDescriber<Resource>(
  group: string,
  kind: string,
  write: (w: DescriptionWriter, resource: Resource, context: DescribeContext) => void,
): Describer {
  return {
    group,
    kind,
    describe: (w, object, context) => write(w, object as unknown as Resource, context),
  };
}

/** The events of the object itself, unless `--show-events=false`. */
export function writeOwnEvents(
  w: DescriptionWriter,
  resource: unknown,
  context: DescribeContext,
): void {
  if (!context.showsEvents) return;
  writeEvents(w, findEvents(context.session, resource as KubernetesObject), context.now);
}

/** Ends a line that has no value in Go's `%v` of a nil pointer. */
export const orUnset = (value: unknown): string =>
  value === undefined || value === null ? "<unset>" : String(value);
