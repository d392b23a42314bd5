import { beforeEach, expect, test, vi } from "vitest";

import type { SearchAnswer } from "../api";

const answers: Partial<SearchAnswer>[] = [];
const asked: { query: string; stage: string }[] = [];
vi.mock("../api", () => ({
  call: (_: string, request: { query: string; stage: string }) => {
    asked.push(request);
    return Promise.resolve(answers.shift());
  },
  asFailure: (error: unknown) => error,
}));

const { search } = await import("./search.svelte");

const answer = (found: number, unfinished: boolean): Partial<SearchAnswer> => ({
  ended: false,
  unfinished,
  parts: [],
  results: Array.from({ length: found }, (_, n) => ({ row: { id: String(n) } })) as SearchAnswer["results"],
});

beforeEach(() => {
  vi.useFakeTimers();
  asked.length = 0;
  answers.length = 0;
  search.answer = null;
});

test("an answer for which there was no time is asked for again once nobody types", async () => {
  answers.push(answer(3, true), answer(5, false));
  search.type("lake");
  await vi.advanceTimersByTimeAsync(60);
  expect(search.answer?.results).toHaveLength(3);
  expect(search.busy).toBe(true);
  await vi.advanceTimersByTimeAsync(400);
  expect(search.answer?.results).toHaveLength(5);
  expect(search.busy).toBe(false);
  expect(asked.map((one) => one.stage)).toEqual(["key", "pause"]);
});

test("that nothing was found is said only when all was looked at", async () => {
  answers.push(answer(2, false), answer(0, true), answer(0, false));
  search.type("river");
  await vi.advanceTimersByTimeAsync(60);
  search.type("river bank");
  await vi.advanceTimersByTimeAsync(60);
  expect(search.answer?.results).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(400);
  expect(search.answer?.results).toHaveLength(0);
});
