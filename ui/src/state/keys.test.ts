import { describe, expect, test } from "vitest";

import { conflict, keymap, KeyReader, KEYS, stroke, type Key } from "./keys";

const press = (key: string, code: string, more: Partial<Key> = {}): Key => ({
  key,
  code,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...more,
});
const read = (...keys: Key[]) => {
  const reader = new KeyReader();
  return keys.map((key, at) => reader.read(key, at * 100)).at(-1);
};

describe("one key", () => {
  test.each([
    ["j", "KeyJ", "next"],
    ["k", "KeyK", "previous"],
    ["n", "KeyN", "nextUnread"],
    ["m", "KeyM", "toggleRead"],
    ["s", "KeyS", "bookmark"],
    ["r", "KeyR", "sync"],
    ["v", "KeyV", "original"],
    ["o", "KeyO", "open"],
    ["Enter", "Enter", "open"],
    [" ", "Space", "pageDown"],
    ["/", "Slash", "search"],
    ["Escape", "Escape", "back"],
    ["[", "BracketLeft", "previousSource"],
  ])("%s", (key, code, command) => expect(read(press(key, code))).toBe(command));

  test("with Shift", () => {
    expect(read(press("A", "KeyA", { shiftKey: true }))).toBe("markAll");
    expect(read(press("?", "Slash", { shiftKey: true }))).toBe("help");
    expect(read(press(" ", "Space", { shiftKey: true }))).toBe("pageUp");
    expect(read(press("+", "Equal", { shiftKey: true }))).toBe("larger");
    expect(read(press("a", "KeyA"))).toBe("add");
  });

  test("with Ctrl or Cmd only undo", () => {
    expect(read(press("z", "KeyZ", { ctrlKey: true }))).toBe("undo");
    expect(read(press("z", "KeyZ", { metaKey: true }))).toBe("undo");
    expect(read(press("r", "KeyR", { ctrlKey: true }))).toBeNull();
    expect(read(press("s", "KeyS", { altKey: true }))).toBeNull();
  });
});

describe("layouts", () => {
  test("Russian and Kazakh: by the place on the keyboard", () => {
    expect(read(press("о", "KeyJ"))).toBe("next");
    expect(read(press("Ф", "KeyA", { shiftKey: true }))).toBe("markAll");
    expect(read(press("я", "KeyZ", { ctrlKey: true }))).toBe("undo");
    expect(read(press(",", "Slash", { shiftKey: true }))).toBe("help");
    expect(read(press("п", "KeyG"), press("р", "KeyH"))).toBe("front");
  });

  test("Dvorak: by the letter", () => expect(read(press("j", "KeyC"))).toBe("next"));
});

describe("two keys", () => {
  const g = press("g", "KeyG");
  test.each([
    ["h", "KeyH", "front"],
    ["a", "KeyA", "all"],
    ["u", "KeyU", "unread"],
    ["b", "KeyB", "saved"],
    ["s", "KeyS", "settings"],
  ])("g %s", (key, code, command) => expect(read(g, press(key, code))).toBe(command));

  test("another key ends it", () => {
    expect(read(g, press("x", "KeyX"))).toBeNull();
    expect(read(g, press("x", "KeyX"), press("h", "KeyH"))).toBe("highlight");
  });

  test("after a while the second stands alone", () => {
    const reader = new KeyReader();
    expect(reader.read(g, 0)).toBeNull();
    expect(reader.read(press("s", "KeyS"), 5000)).toBe("bookmark");
  });
});

test("no key means two things", () => {
  const all = Object.values(KEYS).flat();
  expect(new Set(all).size).toBe(all.length);
});

test("a key alone is no stroke", () =>
  expect(stroke(press("Shift", "ShiftLeft", { shiftKey: true }))).toBeNull());

describe("the reader's own keys", () => {
  test("take the place of the usual ones", () => {
    const keys = keymap({ sync: ["x x"], bookmark: [] });
    const reader = new KeyReader(() => keys);
    const x = press("x", "KeyX");
    expect(reader.read(x, 0)).toBeNull();
    expect(reader.read(x, 100)).toBe("sync");
    expect(reader.read(press("r", "KeyR"), 5000)).toBeNull();
    expect(reader.read(press("s", "KeyS"), 6000)).toBeNull();
  });

  test("the way back stays", () => expect(keymap({ back: ["q"] }).back).toEqual(["Escape"]));

  test("a key that means something already is named", () => {
    expect(conflict(KEYS, "sync", "s")).toBe("bookmark");
    expect(conflict(KEYS, "sync", "g")).toBe("top");
    expect(conflict(KEYS, "sync", "j x")).toBe("next");
    expect(conflict(KEYS, "sync", "r")).toBeNull();
    expect(conflict(KEYS, "sync", "w")).toBeNull();
  });

  test("digits, F keys and Alt can be had", () => {
    expect(stroke(press("1", "Digit1"))).toBe("1");
    expect(stroke(press("F5", "F5"))).toBe("F5");
    expect(stroke(press("ы", "KeyS", { altKey: true }))).toBe("Alt+s");
  });
});

test("no key is the beginning of another", () => {
  const all = Object.values(KEYS).flat();
  for (const key of all)
    expect(
      all.some((other) => other.startsWith(`${key} `)),
      key,
    ).toBe(false);
});
