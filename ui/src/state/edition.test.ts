import { afterEach, beforeEach, expect, test, vi } from "vitest";

const calls: string[] = [];
vi.mock("../api", () => ({
  call: (name: string) => {
    calls.push(name);
    return Promise.resolve(null);
  },
  on: () => Promise.resolve(),
  asFailure: (error: unknown) => error,
}));

const kept = new Map<string, string>();
vi.stubGlobal("localStorage", {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
});
vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => undefined }));

const started = () => calls.filter((name) => name === "edition_start").length;

beforeEach(() => {
  vi.useFakeTimers();
  calls.length = 0;
  kept.clear();
});
afterEach(() => vi.useRealTimers());

test("an edition for half past six is begun then, once, and on the next day again", async () => {
  vi.setSystemTime(new Date(2026, 10, 28, 6, 29, 30));
  const { preferences } = await import("./settings.svelte");
  const { edition } = await import("./edition.svelte");
  preferences.value = { ...preferences.value, edition_at: "06:30" };
  edition.keepHours();
  expect(started()).toBe(0);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(started()).toBe(1);
  await vi.advanceTimersByTimeAsync(4 * 3_600_000);
  expect(started()).toBe(1);
  await vi.advanceTimersByTimeAsync(20 * 3_600_000);
  expect(started()).toBe(2);
});
