import { expect, test } from "vitest";

import { shift } from "./steady";

test("what grows above the eyes moves the page by as much", () => {
  expect(shift(100, 300, 40, 50)).toBe(200);
  expect(shift(300, 100, -10, 50)).toBe(-200);
});

test("what is in sight or below grows where it is", () => {
  expect(shift(100, 300, 500, 50)).toBe(0);
  expect(shift(100, 120, 171, 50)).toBe(0);
});
