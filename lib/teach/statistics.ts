// The few numbers the instructor's pages need, over plain lists. Pure.

export function median(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined;
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
}

export const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

export const mean = (values: readonly number[]): number | undefined =>
  values.length === 0 ? undefined : sum(values) / values.length;

export interface ItemResult {
  /** Solved the item at the first try. */
  readonly isRight: boolean;
  /** How the same learner does elsewhere: the item itself is not in it. */
  readonly ability: number;
}

/** With fewer learners the number would say more about chance than about the item. */
export const fewestForDiscrimination = 5;

/**
 * Point-biserial correlation: do those who do well elsewhere get this right, and the others not? Near 0 the
 * item tells nobody apart; below 0 something is wrong with it. Nothing when there is too little to go by.
 *
 *     right  ability           mean of the right ones 0.8, of the others 0.3, all in all
 *     yes    0.9               spread 0.27, half of them right:
 *     yes    0.7
 *     no     0.4               r = (0.8 - 0.3) / 0.27 · √(0.5 · 0.5) ≈ 0.92
 *     no     0.2
 */
export function pointBiserial(results: readonly ItemResult[]): number | undefined {
  if (results.length < fewestForDiscrimination) return undefined;
  const abilities = (list: readonly ItemResult[]) => list.map(({ ability }) => ability);
  const right = results.filter(({ isRight }) => isRight);
  const meanRight = mean(abilities(right));
  const meanWrong = mean(abilities(results.filter(({ isRight }) => !isRight)));
  const spread = deviation(abilities(results));
  if (meanRight === undefined || meanWrong === undefined || spread === 0) return undefined;
  const share = right.length / results.length;
  return ((meanRight - meanWrong) / spread) * Math.sqrt(share * (1 - share));
}

function deviation(values: readonly number[]): number {
  const middle = mean(values) ?? 0;
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)) ?? 0);
}
