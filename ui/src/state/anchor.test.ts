import { expect, test } from "vitest";

import { find, letters, tidy } from "./anchor";

const text = letters("The water came early. The reeds stand. The water came late, and the reeds fell.");
const place = (quote: string, prefix = "", suffix = "") => {
  const found = find(text, { quote, prefix, suffix });
  return found && text.slice(found.from, found.to) + (found.changed ? "!" : `@${found.from}`);
};

test("by its words, however they are broken into lines and hyphenated", () => {
  expect(place("The reeds\n stand.")).toBe(`Thereedsstand.@${text.indexOf("Thereeds")}`);
  expect(place("wa\u00adter came late")).toBe(`watercamelate@${text.lastIndexOf("water")}`);
});

test("of several the one with the same neighbours", () => {
  expect(place("The water came", "", " late, and")).toBe(`Thewatercame@${text.lastIndexOf("Thewater")}`);
  expect(place("The water came", "reeds stand. ", "")).toBe(`Thewatercame@${text.lastIndexOf("Thewater")}`);
  expect(place("The water came")).toBe("Thewatercame@0");
});

test("edited words between the same neighbours are found and said to be others", () => {
  expect(place("The tall reeds stand", "The water came early.", ". The water came late")).toBe(
    "Thereedsstand!",
  );
});

test("what is gone is gone", () => {
  expect(place("No such words", "neither these nor", "those that follow")).toBeNull();
  expect(place("No such words", "The", "late")).toBeNull();
  expect(place(" ")).toBeNull();
});

test("a quote is kept as it was read", () => {
  expect(tidy("  One\u00adtwo  three \n\n four ")).toBe("Onetwo three\nfour");
});
