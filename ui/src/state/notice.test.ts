import { beforeAll, expect, test } from "vitest";

import type { Row } from "../api";
import { i18n } from "../i18n/index.svelte";
import { wordsOf } from "./notice";

beforeAll(() => i18n.speak("en"));

const row = (id: string, title: string) => ({ id, title, source: "Courier" }) as Row;

test("one article speaks for itself and is opened", () => {
  const words = wordsOf({ total: 1, rows: [row("a1", "Water rises")] });
  expect(words).toMatchObject({ title: "Courier", body: "Water rises", article: "a1" });
});

test("several are counted, the first are named, and the unread ones are opened", () => {
  const words = wordsOf({ total: 7, rows: [row("a1", "Water rises"), row("a2", "")] });
  expect(words.title).toBe("7 new articles");
  expect(words.body).toBe("Water rises · Courier\nUntitled · Courier\n…");
  expect(words.article).toBeNull();
});
