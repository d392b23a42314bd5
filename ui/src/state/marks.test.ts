import { beforeEach, expect, test, vi } from "vitest";

import type { Article, Row } from "../api";

/** What the library holds. */
const held = new Map<string, { read: boolean; saved: boolean }>();
vi.mock("../api", () => ({
  call: (name: string, request: unknown) => {
    const row = (id: string) => ({ id, ...held.get(id) }) as Row;
    if (name === "article") return Promise.resolve({ row: row(request as string), position: 0 } as Article);
    if (name === "mark") {
      const { change, target } = request as { change: string; target: { ids: string[] } };
      for (const id of target.ids) held.get(id)!.read = change === "read";
      return Promise.resolve({ action: 1, changed: target.ids.length });
    }
    return Promise.reject(new Error("not asked for here"));
  },
  on: () => Promise.resolve(),
  asFailure: (error: unknown) => error,
}));
vi.mock("./sources.svelte", () => ({ sources: { recount: () => Promise.resolve() } }));
vi.mock("./toast.svelte", () => ({ toast: { show: () => undefined } }));
vi.mock("../i18n/index.svelte", () => ({ i18n: { count: () => "" } }));

const { marks } = await import("./marks.svelte");
const { reading } = await import("./reading.svelte");
const settle = () => new Promise((done) => setTimeout(done));

beforeEach(() => {
  reading.close();
  held.clear();
  held.set("open", { read: false, saved: false });
  held.set("other", { read: false, saved: false });
  marks.onbulk = () => void reading.remark();
});

test("the open article keeps its sign when all are marked, and has that of an act on all", async () => {
  await reading.open("open");
  const row = reading.article!.row;
  expect([row.read, marks.read(row)], "opening reads it").toEqual([false, true]);

  const marking = marks.readAll({ kind: "articles", ids: ["other"] });
  const seen: boolean[] = [];
  marks.onbulk = () => {
    seen.push(marks.read(row));
    void reading.remark();
  };
  await marking;
  await settle();
  expect([...seen, marks.read(row)], "at once, and when it was asked for").toEqual([true, true]);

  await marks.many({ kind: "articles", ids: ["open", "other"] }, "unread");
  await settle();
  expect(marks.read(row)).toBe(false);
});
