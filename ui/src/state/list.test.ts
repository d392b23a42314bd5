import { beforeEach, expect, test, vi } from "vitest";

import type { OpenedList, Row } from "../api";

interface Asked {
  name: string;
  request: Record<string, unknown>;
  answer: (value: unknown) => void;
}
const asked: Asked[] = [];
vi.mock("../api", () => ({
  call: (name: string, request: Record<string, unknown>) =>
    new Promise((answer) => asked.push({ name, request, answer })),
  on: () => Promise.resolve(),
  asFailure: (error: unknown) => error,
}));
vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => undefined }));

const row = (id: string) => ({ id, also: [], read: false, saved: false }) as unknown as Row;
const opened = (list: number, ...ids: string[]) =>
  ({ list, total: ids.length, days: [], rows: ids.map(row), selected: null }) as unknown as OpenedList;
const settle = () => new Promise((done) => setTimeout(done));

/** Answers what was asked first of these. */
async function reply(name: string, value: unknown): Promise<Record<string, unknown>> {
  await settle();
  const at = asked.findIndex((one) => one.name === name);
  expect(at, `${name} is asked for`).toBeGreaterThanOrEqual(0);
  const [one] = asked.splice(at, 1);
  one!.answer(value);
  await settle();
  return one!.request;
}

/** The story at `index` with one row under it. */
const unfoldedAt = (list: number, index: number) => ({
  list,
  index,
  total: 4,
  days: [],
  under: 1,
  open: true,
});

const { list } = await import("./list.svelte");
const { marks } = await import("./marks.svelte");
const { reading } = await import("./reading.svelte");

beforeEach(() => {
  asked.length = 0;
  list.take(opened(1, "a", "story", "c"), false);
});

const shown = () => [0, 1, 2, 3].map((at) => list.row(at)?.id);

test("a story unfolded while the list is taken anew is unfolded in the new one, where it stands there", async () => {
  void list.reopen(true);
  void list.unfold(1);
  await reply("list_open", opened(2, "new", "a", "story"));
  expect(await reply("list_unfold", unfoldedAt(3, 2))).toEqual({ list: 2, index: 2 });
  await reply("list_rows", ["new", "a", "story", "other"].map(row));
  expect(list.id).toBe(3);
  expect(shown()).toEqual(["new", "a", "story", "other"]);
});

test("a list that is taken anew while a story unfolds has it unfolded too", async () => {
  void list.unfold(1);
  await settle();
  void list.reopen(true);
  await reply("list_unfold", unfoldedAt(2, 1));
  await reply("list_rows", ["a", "story", "other", "c"].map(row));
  await reply("list_open", opened(3, "a", "story", "c"));
  expect(await reply("list_unfold", unfoldedAt(4, 1))).toEqual({ list: 3, index: 1 });
  await reply("list_rows", ["a", "story", "other", "c"].map(row));
  expect(list.id).toBe(4);
  expect(shown()).toEqual(["a", "story", "other", "c"]);
});

test("in another list nothing is unfolded", async () => {
  void list.unfold(1);
  await settle();
  void list.open({ kind: "unread" }, false, "");
  await reply("list_unfold", unfoldedAt(2, 1));
  await reply("list_rows", ["a", "story", "other", "c"].map(row));
  await reply("list_open", opened(3, "story", "c"));
  expect(asked).toEqual([]);
  expect(list.id).toBe(3);
});

test("a list taken anew is looked through for the article that was opened, not for one fetched ahead", async () => {
  void reading.open("story");
  await reply("article", { row: row("story"), position: 0 });
  void reading.fetchAhead("c");
  await reply("article", { row: row("c"), position: 0 });
  reading.close();
  void list.reopen(true);
  const { at } = await reply("list_open", opened(2, "story", "c"));
  expect(at).toBe("story");
});

test("what was bookmarked stays so in the open article when the list is taken anew", async () => {
  const before = row("kept");
  void marks.setSaved(before, true);
  await reply("mark", { action: 1, changed: 1 });
  void list.reopen(true);
  const after = { ...row("kept"), saved: true };
  await reply("list_open", { ...opened(2), rows: [after], total: 1 });
  expect(marks.saved(before)).toBe(true);
  void list.reopen(true);
  await reply("list_open", opened(3, "kept"));
  expect(marks.saved(before)).toBe(false);
});
