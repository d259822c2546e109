// Rows are shared between forks, so nobody may change one in place. In a test every row is frozen as it is
// put, and who breaks the rule is told with a stack trace.
import { Table } from "../kernel/state";

/** From here on, in this process. */
export function freezeRows(): void {
  const set = Table.prototype.set;
  Table.prototype.set = function (key: string, value: unknown) {
    deepFreeze(value);
    set.call(this, key, value);
  };
}

function deepFreeze(value: unknown): void {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const field of Object.values(value)) deepFreeze(field);
}
