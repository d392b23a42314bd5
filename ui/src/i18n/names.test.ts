import { afterEach, beforeEach, expect, test, vi } from "vitest";

const day = new Date(2026, 10, 24);
const store = new Map<string, string>();

beforeEach(() => {
  store.clear();
  vi.stubGlobal("navigator", { userAgent: "a web view" });
  vi.stubGlobal("localStorage", {
    getItem: (name: string) => store.get(name) ?? null,
    setItem: (name: string, text: string) => store.set(name, text),
  });
});
afterEach(() => vi.unstubAllGlobals());

/** The names as a start finds them, and for how many it asked `Intl`. */
async function atStart() {
  vi.resetModules();
  const told = vi.spyOn(Intl.DateTimeFormat.prototype, "formatToParts");
  const { nameIn } = await import("./names");
  const names = [nameIn("en", day, "month"), nameIn("en", day, "shortMonth"), nameIn("ru", day, "weekday")];
  const asked = told.mock.calls.length;
  told.mockRestore();
  return { names, asked };
}
const NAMES = ["November", "Nov", "вторник"];
/** Of all months in two forms, and of all weekdays. */
const ALL = 12 + 12 + 7;

test("Intl is asked for all names once, and at the next start not at all", async () => {
  expect(await atStart()).toEqual({ names: NAMES, asked: ALL });
  expect(await atStart()).toEqual({ names: NAMES, asked: 0 });
});

test("another web view is asked anew", async () => {
  await atStart();
  vi.stubGlobal("navigator", { userAgent: "a newer one" });
  expect(await atStart()).toEqual({ names: NAMES, asked: ALL });
});

test.each([
  ["no JSON", "{"],
  ["no names", '{"from":"a web view","names":7}'],
  ["too few", '{"from":"a web view","names":{"en month":["November"],"en shortMonth":"Nov"}}'],
  ["no words", `{"from":"a web view","names":{"ru weekday":${JSON.stringify(Array(7).fill({}))}}}`],
])("what was kept and is none is asked anew: %s", async (_, kept) => {
  store.set("kazpost.names", kept);
  expect(await atStart()).toEqual({ names: NAMES, asked: ALL });
});

test("without a store there are names all the same", async () => {
  vi.stubGlobal("localStorage", undefined);
  expect((await atStart()).names).toEqual(NAMES);
});

test.each(["en", "ru"] as const)("every month and weekday of %s", async (language) => {
  const { nameIn } = await import("./names");
  const form = new Intl.DateTimeFormat(language === "en" ? "en-GB" : "ru-RU", {
    weekday: "long",
    day: "numeric",
    month: "long",
  });
  for (let at = 0; at < 365; at += 5) {
    const date = new Date(2026, 0, 1 + at);
    const part = (type: string) => form.formatToParts(date).find((one) => one.type === type)?.value;
    expect(nameIn(language, date, "month")).toBe(part("month"));
    expect(nameIn(language, date, "weekday")).toBe(part("weekday"));
  }
});
