import { expect, test } from "vitest";

import { isMark } from "./notes";

test("numbers and signs are marks of notes", () => {
  for (const words of ["1", "[12]", "(3)", "*", "**", "†", " 4 "])
    expect(isMark(words, false), words).toBe(true);
  expect(isMark("a", true)).toBe(true);
});

test("words, years and ways back are not", () => {
  for (const words of ["see below", "1998", "a", "↩", "", "Chapter 1"])
    expect(isMark(words, false), words).toBe(false);
  expect(isMark("chapter", true)).toBe(false);
});
