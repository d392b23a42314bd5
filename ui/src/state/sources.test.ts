import { expect, test, vi } from "vitest";

import type { Counts, Feed, Sources } from "../api";

const answers = new Map<string, unknown>();
const asked: string[] = [];
vi.mock("../api", () => ({
  call: (name: string) => {
    asked.push(name);
    return Promise.resolve(answers.get(name));
  },
}));

const { sources } = await import("./sources.svelte");

const feed = (id: string, unread: number) => ({ id, unread, total: 9, folder: null, title: id }) as Feed;
const told = (...feeds: Feed[]) =>
  ({ all: 18, unread: 7, saved: 0, folded: [], folders: [], tags: [], feeds }) as unknown as Sources;

test("counts change without the sources being asked for", async () => {
  sources.take(told(feed("one", 4), feed("two", 3)));
  const [one, two] = sources.value.feeds;
  answers.set("counts", {
    all: 18,
    unread: 3,
    saved: 1,
    folded: [],
    feeds: [{ id: "two", unread: 3 }],
  } satisfies Counts);
  await sources.recount();
  expect(asked).toEqual(["counts"]);
  expect(sources.value.unread).toBe(3);
  expect(sources.value.saved).toBe(1);
  expect(sources.value.feeds.map((f) => f.unread)).toEqual([0, 3]);
  // What did not change is the same: nothing of it is drawn anew.
  expect(sources.value.feeds[1]).toBe(two);
  expect(sources.value.feeds[0]).not.toBe(one);
});

test("of two marks in a row the counts after the second are taken", async () => {
  sources.take(told(feed("one", 4)));
  asked.length = 0;
  answers.set("counts", { all: 18, unread: 3, saved: 0, folded: [], feeds: [{ id: "one", unread: 3 }] });
  const first = sources.recount();
  answers.set("counts", { all: 18, unread: 2, saved: 0, folded: [], feeds: [{ id: "one", unread: 2 }] });
  await Promise.all([first, sources.recount()]);
  expect(sources.value.feeds[0]?.unread).toBe(2);
  expect(asked).toEqual(["counts", "counts"]);
});

test("sources that came meanwhile are not overwritten by older counts", async () => {
  sources.take(told(feed("one", 4)));
  const recounting = sources.recount();
  sources.take(told(feed("one", 4), feed("new", 2)));
  answers.set("sources", told(feed("one", 0), feed("new", 2)));
  await recounting;
  expect(sources.value.feeds.map((f) => `${f.id} ${f.unread}`)).toEqual(["one 0", "new 2"]);
});
