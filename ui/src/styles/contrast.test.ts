import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { describe, expect, test } from "vitest";

const css = readFileSync(fileURLToPath(new URL("./tokens.css", import.meta.url)), "utf8");

type Tokens = Record<string, string>;
const themes: Record<string, Tokens> = {};
for (const [, selector = "", body = ""] of css.matchAll(/((?:[:[][^{}]*data-theme[^{}]*))\{(.*?)\}/gs)) {
  const name = /data-theme="([\w-]+)"/.exec(selector)?.[1] ?? "";
  themes[name] = Object.fromEntries(
    [...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map((m) => [m[1], m[2]]),
  );
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2. */
function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ["paper", "desk", "raise", "hover", "select"];
const needs: [token: string, limit: number, on: string[]][] = [
  ["ink", 7, [...grounds, "mark", "mark-leaf", "mark-lake", "mark-rose"]],
  ["ink-2", 4.5, grounds],
  ["kok", 4.5, grounds],
  ["ochre", 4.5, grounds],
  ["bad", 4.5, grounds],
  ["sky", 3, grounds],
  ["edge", 3, grounds],
  ["on-kok", 4.5, ["kok"]],
];

test("under forced colours every token is one of the system", () => {
  const forced = readFileSync(fileURLToPath(new URL("./forced.css", import.meta.url)), "utf8");
  for (const token of [...Object.keys(themes.light!), "pic"])
    expect(forced, token).toMatch(new RegExp(`--${token}: (\\w+) !important`));
  expect(forced).not.toMatch(/#[0-9a-f]{3,8}\b|rgb\(/);
});

test("six papers", () => {
  expect(Object.keys(themes)).toEqual(["light", "sepia", "dark", "black", "contrast", "contrast-dark"]);
});

describe.each(Object.entries(themes))("%s", (_, tokens) => {
  test.each(needs)("%s keeps %d to 1", (token, limit, on) => {
    for (const ground of on) {
      expect(contrast(tokens[token]!, tokens[ground]!), `${token} on ${ground}`).toBeGreaterThanOrEqual(
        limit,
      );
    }
  });
});
