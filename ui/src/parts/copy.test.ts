import { expect, test } from "vitest";

import { withoutSoftHyphens } from "./copy";

test("words are copied whole", () => {
  expect(withoutSoftHyphens("мини\u00adстер\u00adство", "<b>мини\u00adстер\u00adство</b>")).toEqual({
    text: "министерство",
    markup: "<b>министерство</b>",
  });
});

test("what has no soft hyphen is copied as the web view would", () => {
  expect(withoutSoftHyphens("plain", "<b>plain</b>")).toBeNull();
});
