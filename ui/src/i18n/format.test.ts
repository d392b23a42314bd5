import { describe, expect, test, vi } from "vitest";

import * as format from "./format";
import { fill, i18n } from "./index.svelte";
import { systemLanguage, type Language } from "./languages";

// The names of months are kept for each web view.
vi.stubGlobal("navigator", { userAgent: "a web view" });

const NBSP = "\u00a0";
const day = new Date(2026, 10, 24, 8, 15);
const spaced = (text: string) => text.replaceAll(NBSP, " ");

describe("numbers", () => {
  test.each([
    ["en", 4800, "4,800"],
    ["ru", 4800, `4${NBSP}800`],
    ["kk", 1234567, `1${NBSP}234${NBSP}567`],
    ["en", 999, "999"],
    ["kk", -1200, `−1${NBSP}200`],
  ] as const)("%s %d", (language, value, text) => expect(format.number(language, value)).toBe(text));

  test("fractions", () => {
    expect(format.number("en", 8.42, 1)).toBe("8.4");
    expect(format.number("ru", 8.42, 1)).toBe("8,4");
  });
});

describe("dates", () => {
  test.each([
    ["en", "24 Nov"],
    ["ru", "24.11"],
    ["kk", "24.11"],
  ] as const)("short in %s", (language, text) =>
    expect(spaced(format.dayMonthShort(language, day))).toBe(text),
  );

  test.each([
    ["en", "Tuesday, 24 November 2026"],
    ["ru", "вторник, 24 ноября 2026 года"],
    ["kk", "2026 жылғы 24 қараша, сейсенбі"],
  ] as const)("long in %s", (language, text) => expect(spaced(format.longDate(language, day))).toBe(text));

  test.each([
    ["en", "24 November 2026, 08:15"],
    ["ru", "24 ноября 2026 года, 08:15"],
    ["kk", "2026 жылғы 24 қараша, 08:15"],
  ] as const)("with time in %s", (language, text) =>
    expect(spaced(format.dateTime(language, day))).toBe(text),
  );

  test("every month and weekday has a Kazakh name of its own", () => {
    const months = Array.from({ length: 12 }, (_, m) => format.dayMonth("kk", new Date(2026, m, 1)));
    const days = Array.from(
      { length: 7 },
      (_, d) => format.longDate("kk", new Date(2026, 5, d + 1)).split(", ")[1],
    );
    expect(new Set(months).size).toBe(12);
    expect(new Set(days).size).toBe(7);
    for (const name of [...months, ...days]) expect(name).toMatch(/[а-яәғқңөұүһі]/);
  });

  test("the locative follows the last word of the time", () => {
    const times = {
      "09:42": "де",
      "09:46": "да",
      "10:00": "де",
      "10:10": "да",
      "10:40": "та",
      "10:33": "те",
    };
    for (const [time, ending] of Object.entries(times))
      expect(format.kazakhLocative(time), time).toBe(ending);
  });
});

describe("ages", () => {
  const ago = (ms: number) => format.age(new Date(day.getTime() - ms), day);
  test("relative today, by the clock before", () => {
    expect(ago(20_000)).toEqual({ kind: "now" });
    expect(ago(12 * 60_000)).toEqual({ kind: "minutes", n: 12 });
    expect(ago(3 * 3_600_000)).toEqual({ kind: "hours", n: 3 });
    expect(ago(9 * 3_600_000)).toEqual({ kind: "clock" });
    expect(ago(-60_000)).toEqual({ kind: "clock" });
  });
});

test("durations", () => {
  expect(format.duration(564)).toBe("9:24");
  expect(format.duration(3723)).toBe("1:02:03");
});

test("short words are bound in Russian and Kazakh only", () => {
  expect(format.bindShortWords("Вода в дельте и у моря", "ru")).toBe(
    `Вода в${NBSP}дельте и${NBSP}у${NBSP}моря`,
  );
  expect(format.bindShortWords("Water in the delta", "en")).toBe("Water in the delta");
});

test("counts take the form of the language", async () => {
  const said = async (language: Language, numbers: number[]) => {
    await i18n.speak(language);
    return numbers.map((n) => spaced(i18n.count("articles", n)));
  };
  expect(await said("ru", [1, 2, 5, 21, 1284])).toEqual([
    "1 статья",
    "2 статьи",
    "5 статей",
    "21 статья",
    "1 284 статьи",
  ]);
  expect(await said("kk", [1, 5])).toEqual(["1 мақала", "5 мақала"]);
  expect(await said("en", [1, 1284])).toEqual(["1 article", "1,284 articles"]);
});

test("of two languages chosen one after the other the last is spoken", async () => {
  vi.resetModules();
  const { i18n } = await import("./index.svelte");
  await Promise.all([i18n.speak("kk"), i18n.speak("ru"), i18n.speak("en")]);
  expect(i18n.language).toBe("en");
  expect(i18n.m.unread).toBe("Unread");
  const spoken = i18n.speak("kk");
  // Its words were read by now: nothing is waited for.
  expect(i18n.language).toBe("kk");
  await spoken;
});

test("the language of the system, where it is on offer", () => {
  expect(systemLanguage(["kk-KZ", "ru"], ["en", "ru", "kk"])).toBe("kk");
  expect(systemLanguage(["de-DE", "ru-RU"], ["en", "ru", "kk"])).toBe("ru");
  expect(systemLanguage(["de"], ["kk", "en"])).toBe("kk");
});

test("a number is never parted from what it counts, in Russian and Kazakh", async () => {
  await i18n.speak("ru");
  expect(i18n.count("articles", 5)).toBe(`5${NBSP}статей`);
  expect(fill("{n} сағ бұрын", { n: 2 })).toBe(`2${NBSP}сағ бұрын`);
  expect(fill("больше {n} статей", { n: `1${NBSP}284` })).toBe(`больше 1${NBSP}284${NBSP}статей`);
  expect(fill("{host} просит подождать", { host: "example.org" })).toBe("example.org просит подождать");
  expect(fill("{n} of {total}", { n: 1, total: 2 })).toBe("1 of 2");
});

test("a value that is missing stays visible", () => {
  expect(fill("{a} of {b}", { a: 1 })).toBe("1 of {b}");
});
