// How fast actions of one session may come: a person with a paste buffer, not a program.

interface Bucket {
  tokens: number;
  filledAt: number;
}

const shared = globalThis as typeof globalThis & { naruPace?: Map<string, Bucket> };

const burst = 80;
const perSecond = 15;
const bucketsKept = 5000;

export function withinPace(key: string, now = Date.now()): boolean {
  shared.naruPace ??= new Map();
  const buckets = shared.naruPace;
  if (buckets.size > bucketsKept) buckets.clear();
  const bucket = buckets.get(key) ?? { tokens: burst, filledAt: now };
  const filled = bucket.tokens + ((now - bucket.filledAt) / 1000) * perSecond;
  const tokens = Math.min(burst, filled) - 1;
  buckets.set(key, { tokens: Math.max(0, tokens), filledAt: now });
  return tokens >= 0;
}
