import { describe, expect, test } from "vitest";

import { Even, Measured, Rows } from "./virtual";

const rows = new Rows(new Even(100_000, 100), [0, 20, 45], 32);

describe("a hundred thousand rows", () => {
  test("height", () => expect(rows.height).toBe(100_000 * 100 + 3 * 32));

  test("tops step over headings", () => {
    expect(rows.top(0)).toBe(32);
    expect(rows.top(19)).toBe(19 * 100 + 32);
    expect(rows.top(20)).toBe(20 * 100 + 64);
    expect(rows.top(99_999)).toBe(99_999 * 100 + 96);
  });

  test("a place and its row are inverse", () => {
    for (const index of [0, 1, 19, 20, 44, 45, 46, 12_345, 99_999]) {
      expect(rows.at(rows.top(index))).toBe(index);
      expect(rows.at(rows.top(index) + 99)).toBe(index);
    }
    expect(rows.at(rows.top(20) - 1)).toBe(20);
    expect(rows.at(1e12)).toBe(99_999);
    expect(rows.at(-5)).toBe(0);
  });

  test("only what is in view is drawn", () => {
    const { first, last } = rows.range(5_000_000, 900, 6);
    expect(last - first).toBeLessThan(30);
    expect(rows.top(first)).toBeLessThanOrEqual(5_000_000);
    expect(rows.top(last - 1) + 100).toBeGreaterThanOrEqual(5_000_900);
    expect(rows.range(0, 900, 6).first).toBe(0);
    expect(rows.range(rows.height, 900, 6).last).toBe(100_000);
  });

  test("the headings of a range", () => {
    expect(rows.headingsIn(0, 15)).toEqual({ from: 0, to: 1 });
    expect(rows.headingsIn(15, 30)).toEqual({ from: 1, to: 2 });
    expect(rows.headingsIn(20, 21)).toEqual({ from: 1, to: 2 });
    expect(rows.headingsIn(21, 40)).toEqual({ from: 2, to: 2 });
    expect(rows.headingsIn(50, 60)).toEqual({ from: 3, to: 3 });
  });

  test("revealing scrolls no further than needed", () => {
    expect(rows.reveal(3, 0, 900)).toBeNull();
    expect(rows.reveal(20, 5000, 900)).toBe(rows.top(20) - 32);
    expect(rows.reveal(30, 0, 900)).toBe(rows.top(30) + 100 - 900);
  });
});

test("nothing", () => {
  const none = new Rows(new Even(0, 30), [], 40);
  expect(none.height).toBe(0);
  expect(none.range(0, 900, 6)).toEqual({ first: 0, last: 0 });
});

describe("rows of their own heights", () => {
  const known = Uint8Array.from({ length: 200 }, (_, row) => [59, 79, 99][row % 3]!);
  const own = new Rows(new Measured(1_050, 79, 200, new Map([[1, known]])), [0, 300], 32);

  test("those not measured yet are as usual", () => {
    expect(own.top(199)).toBe(199 * 79 + 32);
    expect(own.top(200)).toBe(200 * 79 + 32);
    expect(own.top(203)).toBe(200 * 79 + 32 + 59 + 79 + 99);
    expect(own.bottom(200) - own.top(200)).toBe(59);
    expect(own.bottom(900) - own.top(900)).toBe(79);
  });

  test("the whole is the sum of all", () => {
    const block = known.reduce((sum, height) => sum + height, 0);
    expect(own.height).toBe(850 * 79 + block + 64);
    expect(own.bottom(1_049)).toBe(own.height);
  });

  test("a place and its row are inverse", () => {
    for (const index of [0, 199, 200, 201, 299, 300, 399, 400, 1_049]) {
      expect(own.at(own.top(index))).toBe(index);
      expect(own.at(own.bottom(index) - 1)).toBe(index);
    }
  });
});
