// Back-offs as the kubelet counts them: twice as long each time, forgotten after a long quiet.
//
// Kubernetes: staging/src/k8s.io/client-go/util/flowcontrol/backoff.go

export interface BackOff {
  readonly delayMs: number;
  readonly updatedMs: number;
}

export const initialMs = 10_000;
export const maximumMs = 300_000;
/** Ten minutes without a failure make a container a new one. */
const forgottenMs = 600_000;

/** The back-off after another failure, which happened at `eventMs`. */
export function nextBackOff(before: BackOff | undefined, eventMs: number, now: number): BackOff {
  const isForgotten = before === undefined || eventMs - before.updatedMs > forgottenMs;
  return {
    delayMs: isForgotten ? initialMs : Math.min(before.delayMs * 2, maximumMs),
    updatedMs: now,
  };
}

/** Until when a failure at `eventMs` holds things back; nothing when it does not. */
export function backOffEnd(
  backOff: BackOff | undefined,
  eventMs: number,
  now: number,
): number | undefined {
  if (backOff === undefined || eventMs - backOff.updatedMs > forgottenMs) return undefined;
  const end = eventMs + backOff.delayMs;
  return now < end ? end : undefined;
}
