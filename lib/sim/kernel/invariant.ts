// Our own mistakes, told apart from the learner's and the world's: an invariant that does not hold stops
// the run, and the caller adds the seed so that it can be run again.

export class InvariantViolation extends Error {
  override readonly name = "InvariantViolation";
}

export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InvariantViolation(message);
}

/** The value, which by the program's own logic cannot be absent. */
export function present<Value>(value: Value | undefined | null, message: string): Value {
  if (value === undefined || value === null) throw new InvariantViolation(message);
  return value;
}
