/** The window's own menu bar, from the one list of commands. */
import type { Menu, MenuBar, MenuEntry } from "../api";
import { i18n } from "../i18n/index.svelte";
import { ALL, type Command } from "../state/commands";
import type { Keymap } from "../state/keys";

/** A line between two groups of entries. */
const LINE: MenuEntry = { command: "", text: "", keys: "" };

/**
 * Keys as the system's menus write them; none where they would take letters from somebody who types, or what a
 * field does itself with Ctrl and Z.
 */
export function accelerator(strokes: readonly string[]): string {
  const found = strokes.find(
    (one) => /^(Ctrl\+(Alt\+)?(Shift\+)?[a-y0-9]|F\d{1,2})$/.test(one) && !/^Ctrl\+[acvxyz]$/.test(one),
  );
  return (found ?? "").replace("Ctrl", "CmdOrCtrl").replace(/[a-z]$/, (letter) => letter.toUpperCase());
}

const role = (command: string, text: string): MenuEntry => ({ command: `role:${command}`, text, keys: "" });

export function menuBar(shown: boolean, keys: Keymap, mac: boolean): MenuBar {
  const { m } = i18n;
  const of = (...commands: (Command | null)[]): MenuEntry[] =>
    commands.map((command) =>
      command ? { command, text: m.keyNames[command], keys: accelerator(keys[command]) } : LINE,
    );
  const edit: Menu = {
    title: m.page.menuEdit,
    entries: [
      ...of("undo", null),
      role("cut", m.page.cut),
      role("copy", m.page.copy),
      role("paste", m.page.paste),
      role("select_all", m.page.selectAll),
    ],
  };
  const quit: MenuEntry = { command: "quit", text: m.page.quit, keys: "CmdOrCtrl+Q" };
  const menus: Menu[] = [
    {
      title: m.keyGroups.paper,
      entries: [
        ...of("add", "sync", "markAll", "undo", null, "palette", "settings", null, "print"),
        LINE,
        quit,
      ],
    },
    // Elsewhere the system's menus cannot cut and paste within a page; its context menu can.
    ...(mac ? [edit] : []),
    {
      title: m.keyGroups.places,
      entries: of("front", "all", "unread", "saved", "newsletters", null, "previousSource", "nextSource"),
    },
    {
      title: m.keyGroups.article,
      entries: of("next", "previous", "nextUnread", null, "bookmark", "toggleRead", "original"),
    },
    {
      title: m.page.menuView,
      entries: of("layout", "unreadOnly", "theme", null, "larger", "smaller", null, "focus", "fullScreen"),
    },
    { title: m.page.menuHelp, entries: of("help", "changeKeys") },
  ];
  return { shown, menus };
}

/** The command that a menu names, if there is such a one. */
export function commandOf(name: string): Command | undefined {
  return ALL.find((command) => command === name);
}
