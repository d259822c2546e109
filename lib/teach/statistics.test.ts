import { expect, it } from "vitest";
import { median, pointBiserial } from "./statistics";

it("takes the middle, or the middle of the two in the middle", () => {
  expect(median([])).toBeUndefined();
  expect(median([3])).toBe(3);
  expect(median([9, 1, 4])).toBe(4);
  expect(median([1, 10, 4, 2])).toBe(3);
});

const results = (...pairs: [boolean, number][]) =>
  pairs.map(([isRight, ability]) => ({ isRight, ability }));

it("finds an item that the able solve and the others do not", () => {
  const sharp = results([true, 0.9], [true, 0.8], [true, 0.7], [false, 0.3], [false, 0.2]);
  expect(pointBiserial(sharp)).toBeGreaterThan(0.9);
  const upsideDown = sharp.map(({ isRight, ability }) => ({ isRight: !isRight, ability }));
  expect(pointBiserial(upsideDown)).toBeLessThan(-0.9);
});

it("is the ordinary correlation with 0 and 1", () => {
  const pairs = results([true, 5], [false, 3], [true, 4], [false, 4], [false, 1], [true, 2]);
  const x = pairs.map(({ isRight }) => Number(isRight));
  const y = pairs.map(({ ability }) => ability);
  const mean = (list: number[]) => list.reduce((total, value) => total + value, 0) / list.length;
  const about = (list: number[]) => list.map((value) => value - mean(list));
  const product = (one: number[], other: number[]) =>
    mean(about(one).map((value, index) => value * (about(other)[index] ?? 0)));
  const correlation = product(x, y) / Math.sqrt(product(x, x) * product(y, y));
  expect(pointBiserial(pairs)).toBeCloseTo(correlation, 12);
});

it("says nothing from too few learners, or when all did alike", () => {
  expect(pointBiserial(results([true, 1], [false, 0]))).toBeUndefined();
  expect(
    pointBiserial(results([true, 1], [true, 2], [true, 3], [true, 4], [true, 5])),
  ).toBeUndefined();
  expect(
    pointBiserial(results([true, 1], [false, 1], [true, 1], [false, 1], [true, 1])),
  ).toBeUndefined();
});
