/** Which key means what. By position on the keyboard where the layout has no Latin letters. Pure. */

export type Command =
  | "next"
  | "previous"
  | "nextUnread"
  | "open"
  | "original"
  | "pageDown"
  | "pageUp"
  | "back"
  | "bookmark"
  | "toggleRead"
  | "markAll"
  | "sync"
  | "undo"
  | "filter"
  | "unreadOnly"
  | "layout"
  | "theme"
  | "add"
  | "help"
  | "front"
  | "all"
  | "unread"
  | "saved"
  | "settings"
  | "previousSource"
  | "nextSource"
  | "larger"
  | "smaller";

export interface Key {
  key: string;
  code: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** Written the way the help shows it: `Shift+A`, `g h` for one after the other. */
export const KEYS: Record<Command, readonly string[]> = {
  next: ["j"],
  previous: ["k"],
  nextUnread: ["n"],
  pageDown: ["Space"],
  pageUp: ["Shift+Space"],
  open: ["Enter", "o"],
  back: ["Escape"],
  original: ["v"],
  bookmark: ["s"],
  toggleRead: ["m"],
  markAll: ["Shift+a"],
  undo: ["Ctrl+z"],
  front: ["g h"],
  all: ["g a"],
  unread: ["g u"],
  saved: ["g b"],
  settings: ["g s"],
  previousSource: ["["],
  nextSource: ["]"],
  filter: ["/"],
  unreadOnly: ["u"],
  layout: ["l"],
  sync: ["r"],
  add: ["a"],
  theme: ["t"],
  larger: ["+"],
  smaller: ["-"],
  help: ["?"],
};

const BY_STROKES = new Map<string, Command>(
  Object.entries(KEYS).flatMap(([command, strokes]) => strokes.map((s) => [s, command as Command] as const)),
);

const BY_CODE: Record<string, [plain: string, shifted: string]> = {
  Slash: ["/", "?"],
  BracketLeft: ["[", "["],
  BracketRight: ["]", "]"],
  Equal: ["+", "+"],
  NumpadAdd: ["+", "+"],
  Minus: ["-", "-"],
  NumpadSubtract: ["-", "-"],
};

/** One key press as it is written in `KEYS`, or null if it is none of ours. */
export function stroke(event: Key): string | null {
  if (event.altKey) return null;
  const command = event.ctrlKey || event.metaKey;
  if (event.key === "?" && !command) return "?";
  let name: string;
  if (/^[a-z]$/i.test(event.key)) name = event.key.toLowerCase();
  else if (/^Key[A-Z]$/.test(event.code)) name = event.code.slice(3).toLowerCase();
  else if (event.code in BY_CODE) {
    if (command) return null;
    return BY_CODE[event.code]![event.shiftKey ? 1 : 0];
  } else if (event.code === "Space") name = "Space";
  else if (event.key === "Enter" || event.key === "Escape") name = event.key;
  else return null;
  return (command ? "Ctrl+" : "") + (event.shiftKey ? "Shift+" : "") + name;
}

/** Follows key presses; `g` waits a second for the second key. */
export class KeyReader {
  #prefix = "";
  #until = 0;

  read(event: Key, now: number): Command | null {
    const s = stroke(event);
    if (s === null) return null;
    const prefix = now < this.#until ? this.#prefix : "";
    this.#prefix = "";
    if (prefix) return BY_STROKES.get(`${prefix} ${s}`) ?? null;
    if (s === "g") {
      this.#prefix = s;
      this.#until = now + 1200;
      return null;
    }
    return BY_STROKES.get(s) ?? null;
  }
}
