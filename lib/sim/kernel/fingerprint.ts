// A short digest of a state: equal for equal pasts, and different as soon as two runs part, since every step
// moves the clock, the counter or a random stream.
import type { State } from "./state";

/** `more` names what the caller counts besides, such as etcd's revision. Eight hex digits. */
export function fingerprint(state: State, more: string): string {
  const parts = [state.now, state.sequence, more, ...state.sizes()];
  let hash = 0x811c9dc5;
  for (const letter of parts.join(" ")) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
