import { expect, test } from "vitest";

import { catalogue as en } from "./en";
import { catalogue as kk } from "./kk";
import { catalogue as ru } from "./ru";

type Tree = { [key: string]: string | Tree };
const catalogues = { en, ru, kk } as unknown as Record<string, Tree>;

function leaves(tree: Tree, path = ""): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  );
}

/** Plural forms differ between languages; what stands in them does not. */
const plain = (path: string) => path.replace(/\.(one|few|many|other)$/, "");
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

test("every language has the same keys, none of them empty", () => {
  const keys = (tree: Tree) => [...new Set(leaves(tree).map(([path]) => plain(path)))].sort();
  for (const [language, catalogue] of Object.entries(catalogues)) {
    expect(keys(catalogue), language).toEqual(keys(catalogues.en!));
    for (const [path, text] of leaves(catalogue)) expect(text.trim(), `${language} ${path}`).not.toBe("");
  }
});

test("every language has a form for each plural category of its own", () => {
  for (const [language, catalogue] of Object.entries(catalogues)) {
    const rules = new Intl.PluralRules(language);
    const used = new Set([0, 1, 2, 3, 5, 11, 21, 22, 25, 100, 101, 1.5].map((n) => rules.select(n)));
    for (const [key, value] of Object.entries(catalogue)) {
      if (typeof value === "string" || !("other" in value)) continue;
      for (const form of used) expect(value, `${language} ${key}`).toHaveProperty(form);
    }
  }
});

test("Russian and Kazakh fill in what English does", () => {
  const expected = new Map(leaves(catalogues.en!).map(([path, text]) => [plain(path), placeholders(text)]));
  // The singular may leave the number out, and the Kazakh ending of a time stands by itself.
  const exempt = new Set(["everyHours", "updatedAt"]);
  for (const language of ["ru", "kk"]) {
    for (const [path, text] of leaves(catalogues[language]!)) {
      if (!exempt.has(plain(path)))
        expect(placeholders(text), `${language} ${path}`).toEqual(expected.get(plain(path)));
    }
  }
});

test("no English is left in the other languages", () => {
  const latin = /^[^а-яәғқңөұүһі]*$/i;
  const fine = /^(\{[^}]*\}|[^a-z]|px|RSS|OPML|KB|Shift)*$/;
  for (const language of ["ru", "kk"]) {
    for (const [path, text] of leaves(catalogues[language]!)) {
      if (latin.test(text)) expect(text, `${language} ${path}`).toMatch(fine);
    }
  }
});

test("the voice is calm", () => {
  for (const [language, catalogue] of Object.entries(catalogues)) {
    for (const [path, text] of leaves(catalogue)) {
      expect(text, `${language} ${path}`).not.toMatch(/!|oops|пожалуйста|sorry/i);
    }
  }
});
