// How long the kubelet takes and waits, as measured on a real node (`timelines.md`).
import { random } from "../kernel/random";
import type { State } from "../kernel/state";

/** The runtime is asked once a second what has changed. */
const relistMs = 1000;
/** Volumes, the sandbox and its network. */
export const setupMs = 420;
export const startMs = 120;
/** From a sync that started something to the one that shows it: the pod is relisted at once. */
export const shownMs = 60;
/** From the last container's end to the status that says so, and to the end of the pod. */
export const reportMs = 100;
export const removeMs = 350;
export const finishMs = 900;
export const minimumGraceMs = 2000;

const syncMs = 60_000;
const retryMs = 10_000;
const firstMountRetryMs = 500;
const lastMountRetryMs = 122_000;

/** The node's next relist after `now`: nodes do not look at the same instant. */
export function nextRelist(node: string, now: number): number {
  let phase = 0;
  for (let i = 0; i < node.length; i++) phase = (phase * 31 + node.charCodeAt(i)) % relistMs;
  return Math.floor((now - phase) / relistMs + 1) * relistMs + phase;
}

const jitter = (state: State, ms: number): number =>
  Math.round(ms * (1 + 0.5 * random(state, "kubelet-sync")));

/** Between two syncs after something went wrong. */
export const retryDelay = (state: State): number => jitter(state, retryMs);

/** The sleep of a worker whose containers are in back-off. */
export const backOffSleep = (state: State, remainingMs: number): number =>
  jitter(state, Math.min(remainingMs, syncMs));

/** From a ConfigMap's change to the file's: the pod's next sync. */
export const resyncDelay = (state: State): number => jitter(state, syncMs);

export const mountRetry = (failures: number): number =>
  Math.min(firstMountRetryMs * 2 ** Math.max(0, failures - 1), lastMountRetryMs);
