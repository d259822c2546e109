// The checks of a lab. On the server only: nothing of them reaches the browser.
import { labChecks } from "@/generated/labs";
import type { LabChecks } from "./define-checks";

/** Throws when there is no such lab. */
export async function loadChecks(section: number, lab: string): Promise<LabChecks> {
  const load = labChecks[`${section}/${lab}`];
  if (load === undefined) throw new Error(`lab ${section}/${lab} has no checks`);
  return (await load()).checks;
}
