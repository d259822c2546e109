// Chance from a seed, in separate streams by name, so that drawing an id in one component does not change
// what another component draws.
import { defineTable, type State } from "./state";

const streams = defineTable<number>("kernel.random");
const seedRow = "";

/** Begins all streams anew. */
export function seedRandom(state: State, seed: number): void {
  state.table(streams).clear();
  state.table(streams).set(seedRow, seed >>> 0);
}

/**
 * Begins all streams anew in the middle of a life, at revision `at`: with the very seed it began with, a cluster
 * would draw the uids of its first objects once more.
 */
export function reseedRandom(state: State, seed: number, at: number): void {
  seedRandom(state, mix((seed >>> 0) ^ mix(at + 1)));
}

/** The next number of the stream, uniform in [0, 1), 32 bits. */
export function random(state: State, stream: string): number {
  const table = state.table(streams);
  const position = table.get(stream) ?? mix((table.get(seedRow) ?? 0) ^ hashName(stream));
  const next = (position + 0x6d2b79f5) >>> 0;
  table.set(stream, next);
  return mix(next) / 4294967296;
}

/** A whole number in [0, below). */
export function randomBelow(state: State, stream: string, below: number): number {
  return Math.floor(random(state, stream) * below);
}

export function randomHex(state: State, stream: string, digits: number): string {
  let text = "";
  while (text.length < digits) {
    text += Math.floor(random(state, stream) * 4294967296)
      .toString(16)
      .padStart(8, "0");
  }
  return text.slice(0, digits);
}

/** A version 4 UUID. */
export function randomUuid(state: State, stream: string): string {
  const hex = randomHex(state, stream, 32);
  const variant = "89ab"[Number.parseInt(hex.charAt(16), 16) & 3];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

// Kubernetes: staging/src/k8s.io/apimachinery/pkg/util/rand/rand.go — no vowels, no look-alikes.
const safeAlphabet = "bcdfghjklmnpqrstvwxz2456789";

/** A generated-name suffix such as `x7k2p`. */
export function randomSuffix(state: State, stream: string, length = 5): string {
  let text = "";
  for (let i = 0; i < length; i++) {
    text += safeAlphabet[randomBelow(state, stream, safeAlphabet.length)];
  }
  return text;
}

/** Mulberry32's finaliser: spreads every input bit over the output. */
function mix(value: number): number {
  let t = value >>> 0;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return (t ^ (t >>> 14)) >>> 0;
}

/** FNV-1a over UTF-16 code units. */
function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) {
    hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}
