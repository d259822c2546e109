// `10`, `1.5`, `2m`, `1h`, `1d`, `infinity` as milliseconds, as sleep, timeout and watch take them.

const units: Readonly<Record<string, number>> = {
  "": 1000,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};
/** "For ever" on the cluster's clock. */
const longestMs = 100 * 365 * 86_400_000;

export function durationMs(text: string): number | undefined {
  if (text === "infinity" || text === "inf") return longestMs;
  const found = /^(\d+\.?\d*|\.\d+)([smhd]?)$/.exec(text);
  if (found === null) return undefined;
  return Math.min(longestMs, Math.ceil(Number(found[1]) * (units[found[2] ?? ""] ?? 1000)));
}
