import { beforeEach, expect, test, vi } from "vitest";

import type { Article, Failure } from "../api";

const asked: string[] = [];
let position = 0;
let refusal: Failure | null = null;
vi.mock("../api", () => ({
  call: (name: string, request: unknown) => {
    asked.push(`${name} ${typeof request === "string" ? request : ""}`.trim());
    if (name === "article" && refusal) return Promise.reject(refusal);
    if (name === "article") return Promise.resolve({ row: { id: request }, position } as Article);
    return Promise.resolve({ action: null, changed: 1 });
  },
  on: () => Promise.resolve(),
  asFailure: (error: unknown) => error,
}));
vi.mock("./marks.svelte", () => ({ marks: { opened: () => Promise.resolve() } }));

const { reading } = await import("./reading.svelte");

beforeEach(() => {
  reading.close();
  reading.forget();
  asked.length = 0;
  position = 0;
  refusal = null;
});

test("an article fetched ahead is there in the moment it is opened", async () => {
  await reading.fetchAhead("next");
  asked.length = 0;
  void reading.open("next");
  expect(reading.article?.row.id).toBe("next");
  expect(asked).toEqual([]);
});

test("another one is asked for", async () => {
  await reading.fetchAhead("next");
  await reading.open("other");
  expect(reading.article?.row.id).toBe("other");
  await reading.open("next");
  expect(asked).toEqual(["article next", "article other", "article next"]);
});

test("what changed since it was fetched ahead is asked for anew, also while it is on its way", async () => {
  await reading.fetchAhead("next");
  reading.forget();
  position = 0.5;
  await reading.open("next");
  expect(reading.article?.position).toBe(0.5);

  const under = reading.fetchAhead("after");
  reading.forget();
  await under;
  position = 0.7;
  await reading.open("after");
  expect(reading.article?.position).toBe(0.7);
});

test("it does not wait for ever", async () => {
  vi.useFakeTimers();
  await reading.fetchAhead("next");
  vi.advanceTimersByTime(61_000);
  asked.length = 0;
  await reading.open("next");
  vi.useRealTimers();
  expect(asked).toEqual(["article next"]);
});

test("an article whose text is damaged can still be read where it was published", async () => {
  refusal = { code: "damaged_text", subject: "https://example.org/one", detail: "", message: "" };
  await reading.open("one");
  expect(reading.article).toBeNull();
  expect(reading.url).toBe("https://example.org/one");
  refusal = { ...refusal, code: "not_found" };
  await reading.open("one");
  expect(reading.url).toBeNull();
});
