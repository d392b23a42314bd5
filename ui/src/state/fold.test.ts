import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { across, fold, found, foldedWords, pieces } from "./fold";

const cases = JSON.parse(
  readFileSync(new URL("../../../tests/fixtures/folding.json", import.meta.url), "utf8"),
) as [string, string, string][];

test.each(cases)("%s is found as the program finds it", (text, to) => expect(fold(text)).toBe(to));

test("a word by its beginning, in any order, across alphabets", () => {
  const title = "Сырдария бойындағы тоғай";
  expect(found(title, foldedWords("sy"))).toEqual([[0, 2]]);
  expect(found(title, foldedWords("тогай сырд"))).toEqual([
    [0, 4],
    [19, 24],
  ]);
  expect(found(title, foldedWords("дария"))).toBeNull();
  expect(found("объезд", foldedWords("объе"))).toEqual([[0, 4]]);
});

test("what was found stands out, and nothing is lost", () => {
  const shown = pieces("Щука и щи", foldedWords("щ"));
  expect(shown).toEqual([
    { text: "Щ", hit: true },
    { text: "ука и щи", hit: false },
  ]);
  expect(pieces("Rail", [])).toEqual([{ text: "Rail", hit: false }]);
});

test("it is said what else was found", () => {
  expect(across("sy", ["Syr Darya", "Сырный завод"])).toBe("сы");
  expect(across("sy", ["Syr Darya"])).toBeNull();
  expect(across("a", ["Алматы"])).toBeNull();
});
