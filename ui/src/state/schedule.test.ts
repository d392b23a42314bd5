import { expect, test } from "vitest";

import { isDue } from "./schedule";

const at = (hours: number, minutes: number) => new Date(2026, 4, 12, hours, minutes);
const yesterday = new Date(2026, 4, 11).toDateString();

test("it is due from its hour on, once a day", () => {
  expect(isDue(at(6, 29), "06:30", yesterday)).toBe(false);
  expect(isDue(at(6, 30), "06:30", yesterday)).toBe(true);
  expect(isDue(at(7, 15), "06:30", null)).toBe(true);
  expect(isDue(at(7, 15), "06:30", at(6, 30).toDateString())).toBe(false);
});

test("long missed it waits for tomorrow, and without an hour it never comes", () => {
  expect(isDue(at(20, 0), "06:30", yesterday)).toBe(false);
  expect(isDue(at(6, 30), "", yesterday)).toBe(false);
  expect(isDue(at(6, 30), "6.30", yesterday)).toBe(false);
});
