import { describe, expect, test } from "vitest";

import type { Settings } from "../api";
import { measure, styleOf, withoutStyle, withStyle } from "./text";

const settings = {
  text_font: "serif",
  text_size: 19,
  text_line: 158,
  text_width: 68,
  justify: false,
  text_by_feed: {},
} as unknown as Settings;
const own = { font: "golos", size: 22, line: 150, width: 60, justify: true };

describe("measure", () => {
  const usual = styleOf(settings, undefined);
  test("the same number of characters needs more room in Russian and Kazakh", () => {
    expect(measure(usual, "ru")).toBeGreaterThan(measure(usual, "en"));
    expect(measure(usual, "kk-KZ")).toBeGreaterThan(measure(usual, "en-GB"));
  });
  test("it follows the width that was chosen, and the face", () => {
    expect(measure({ ...usual, width: 34 }, "kk")).toBeCloseTo(measure(usual, "kk") / 2, 1);
    expect(measure({ ...usual, font: "literata" }, "ru")).not.toBe(measure(usual, "ru"));
  });
  test("a face that is not there is the usual one", () => {
    expect(measure({ ...usual, font: "comic" }, "")).toBe(measure(usual, "en"));
  });
});

describe("a feed set its own way", () => {
  test("outdoes the rest for its articles alone", () => {
    const both = { ...settings, ...withStyle(settings, "f1", own) };
    expect(styleOf(both, "f1")).toEqual(own);
    expect(styleOf(both, "f2")).toEqual(styleOf(settings, "f2"));
  });
  test("goes back to the rest", () => {
    const both = { ...settings, ...withStyle(settings, "f1", own) };
    const again = { ...both, ...withoutStyle(both, "f1") };
    expect(styleOf(again, "f1")).toEqual(styleOf(settings, "f1"));
  });
  test("what is set for all stays out of it", () => {
    const changed = { ...settings, ...withStyle(settings, null, own) };
    expect(changed.text_font).toBe("golos");
    expect(changed.text_by_feed).toEqual({});
  });
});
