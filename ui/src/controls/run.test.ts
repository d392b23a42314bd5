import { expect, test } from "vitest";

import { drawn, WHOLE } from "./run";

test("a short run is drawn whole", () => {
  expect(drawn(WHOLE, 28, 5000, 6000, null)).toEqual({ first: 0, last: WHOLE });
});

test("of a long one what is seen is drawn and some more", () => {
  expect(drawn(5000, 28, 0, 700, null)).toEqual({ first: 0, last: 48 });
  const { first, last } = drawn(5000, 28, 28 * 1000, 28 * 1030, null);
  expect(first).toBeLessThanOrEqual(1000 - 10);
  expect(last).toBeGreaterThanOrEqual(1030 + 10);
  expect(last - first).toBeLessThan(100);
  // A row further nothing changes.
  expect(drawn(5000, 28, 28 * 1001, 28 * 1031, null)).toEqual({ first, last });
});

test("for the first paint only what is seen", () => {
  expect(drawn(5000, 28, 0, 700, null, 0)).toEqual({ first: 0, last: 32 });
  expect(drawn(5000, 28, -28 * 100, -28 * 70, null, 0)).toEqual({ first: 0, last: 0 });
});

test("what is above or below the seen part draws next to nothing", () => {
  expect(drawn(100, 28, -9000, -8000, null)).toEqual({ first: 0, last: 0 });
  expect(drawn(100, 28, 9000, 9700, null)).toEqual({ first: 100, last: 100 });
});

test("the row with the focus stays", () => {
  const { first, last } = drawn(5000, 28, 28 * 1000, 28 * 1030, 40);
  expect(first).toBeLessThanOrEqual(40);
  expect(last).toBeGreaterThanOrEqual(1030);
  expect(drawn(5000, 28, 0, 700, 3000).last).toBe(3001);
  expect(drawn(5000, 28, 0, 700, 6000).last).toBe(48);
});
