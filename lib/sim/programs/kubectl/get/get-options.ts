// What `get` and `get -w` read from the flags.
import {
  allFormats,
  columnsPrinter,
  noPrinter,
  objectPrinter,
  outputOf,
  type Print,
} from "../output";
import { targetFlags } from "../resources";
import type { TargetOptions } from "../resources/target";
import type { Session } from "../session";

export const targetOptions = (session: Session): TargetOptions => ({
  ...targetFlags(session),
  mayListAll: true,
});

/** Nothing for the formats that are tables: none and `wide`. */
export function printerOf(session: Session): Print | undefined {
  const { format } = outputOf(session);
  if (format === "" || format === "wide") return undefined;
  const print = objectPrinter(session) ?? columnsPrinter(session);
  if (print === undefined) throw noPrinter(session, allFormats);
  return print;
}
