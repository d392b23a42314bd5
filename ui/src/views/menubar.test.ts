import { expect, test } from "vitest";

import { i18n } from "../i18n/index.svelte";
import { ALL } from "../state/commands";
import { KEYS } from "../state/keys";
import { accelerator, commandOf, menuBar } from "./menubar";

test("only keys that take nothing from who types become the menu's", () => {
  expect(accelerator(["Ctrl+k"])).toBe("CmdOrCtrl+K");
  expect(accelerator(["j", "Ctrl+Shift+p"])).toBe("CmdOrCtrl+Shift+P");
  expect(accelerator(["F11"])).toBe("F11");
  for (const strokes of ["j", "g h", "Shift+a", "Ctrl+z", "Ctrl+c", "Ctrl+v", "Space"])
    expect(accelerator([strokes]), strokes).toBe("");
});

test.each(["en", "ru", "kk"] as const)("every entry says what it does, in %s", async (language) => {
  await i18n.speak(language);
  const { menus } = menuBar(true, KEYS, true);
  expect(menus.length).toBe(6);
  for (const entry of menus.flatMap((menu) => menu.entries)) {
    if (entry.command === "") continue;
    expect(entry.text).not.toBe("");
    const known = commandOf(entry.command) ?? /^(quit|role:)/.test(entry.command);
    expect(known, entry.command).toBeTruthy();
  }
});

test("no name of a command is the shell's own", () => {
  for (const command of ALL) expect(command).not.toMatch(/^quit$|^role:/);
});
