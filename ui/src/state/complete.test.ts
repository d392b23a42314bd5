import { expect, test } from "vitest";

import { completions, daysBefore, OPERATORS, type Known } from "./complete";

const known: Known = {
  feeds: ["Northern Gazette", "Степной вестник", "Жетісу шолуы", "Arts"],
  tags: ["water", "Оқу керек"],
  languages: ["en", "kk", "ru"],
  today: "2026-11-28",
  names: {
    title: "в заголовке",
    author: "автор",
    feed: "источник",
    tag: "метка",
    is: "состояние",
    lang: "язык",
    after: "начиная с дня",
    before: "до дня",
  },
};
const texts = (text: string, all = false, caret = text.length) =>
  completions(text, caret, known, all).list.map((one) => one.text);

test("an operator by how it begins, or by what it is called here", () => {
  expect(texts("fe")).toEqual(["feed:"]);
  expect(texts("river ti")).toEqual(["title:"]);
  expect(texts("исто")).toEqual(["feed:"]);
  expect(texts("-ta")).toEqual(["-tag:"]);
  expect(texts("f")).toEqual([]);
  expect(texts("river")).toEqual([]);
});

test("all operators where they are asked for", () => {
  expect(texts("", true)).toEqual(OPERATORS.map((name) => `${name}:`));
  expect(texts("river ", true)).toHaveLength(OPERATORS.length);
  expect(texts("")).toEqual([]);
});

test("feeds and tags by any word of their names, in either alphabet, quoted where they need it", () => {
  expect(texts("feed:gaz")).toEqual(['feed:"Northern Gazette" ']);
  expect(texts("feed:jetisu")).toEqual([]);
  expect(texts("feed:vest")).toEqual(['feed:"Степной вестник" ']);
  expect(texts("feed:")).toHaveLength(4);
  expect(texts('feed:"Северн')).toEqual([]);
  expect(texts('feed:"Northern G')).toEqual(['feed:"Northern Gazette" ']);
  expect(texts("tag:оку")).toEqual(['tag:"Оқу керек" ']);
  expect(texts("tag:w")).toEqual(["tag:water "]);
});

test("states, languages and days", () => {
  expect(texts("is:u")).toEqual(["is:unread "]);
  expect(texts("-is:s")).toEqual(["-is:saved "]);
  expect(texts("lang:k")).toEqual(["lang:kk "]);
  expect(texts("after:")).toEqual([
    "after:2026-11-28 ",
    "after:2026-11-21 ",
    "after:2026-10-29 ",
    "after:2025-11-28 ",
  ]);
  expect(texts("before:2025")).toEqual(["before:2025-11-28 "]);
  expect(daysBefore("2026-03-01", 1)).toBe("2026-02-28");
});

test("what is done proposes nothing", () => {
  expect(texts("lang:kk")).toEqual([]);
  expect(texts('feed:"Northern Gazette"')).toEqual([]);
  expect(texts("https://fe")).toEqual([]);
  expect(texts('"title ti')).toEqual([]);
});

test("it stands for the piece at the caret and for nothing else", () => {
  const found = completions("river fe lake", 8, known, false);
  expect([found.from, found.to, found.list[0]?.text]).toEqual([6, 8, "feed:"]);
});
