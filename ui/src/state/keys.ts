/** Which key means what. By position on the keyboard where the layout has no Latin letters. Pure. */
import { ALL, definition, type Command } from "./commands";

export interface Key {
  key: string;
  code: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

/** Strokes of each command. */
export type Keymap = Record<Command, readonly string[]>;

/** The usual keys, with the reader's own over them. */
export function keymap(own: { [command in string]?: readonly string[] } = {}): Keymap {
  return Object.fromEntries(
    ALL.map((command) => {
      const { keys, fixed } = definition(command);
      return [command, fixed ? keys : (own[command] ?? keys)];
    }),
  ) as Keymap;
}

export const KEYS: Keymap = keymap();

/** The command that these strokes would fall to already: the same, or the beginning of one, or begun by one. */
export function conflict(keys: Keymap, command: Command, strokes: string): Command | null {
  for (const other of ALL) {
    if (other === command) continue;
    for (const taken of keys[other]) {
      if (taken === strokes || taken.startsWith(`${strokes} `) || strokes.startsWith(`${taken} `))
        return other;
    }
  }
  return null;
}

const BY_CODE: Record<string, [plain: string, shifted: string]> = {
  Slash: ["/", "?"],
  BracketLeft: ["[", "["],
  BracketRight: ["]", "]"],
  Equal: ["+", "+"],
  NumpadAdd: ["+", "+"],
  Minus: ["-", "-"],
  NumpadSubtract: ["-", "-"],
};

/** One key press as it is written in a keymap, or null where it is none to be used. */
export function stroke(event: Key): string | null {
  const command = event.ctrlKey || event.metaKey;
  if (event.key === "?" && !command && !event.altKey) return "?";
  let name: string;
  if (/^[a-z]$/i.test(event.key)) name = event.key.toLowerCase();
  else if (/^Key[A-Z]$/.test(event.code)) name = event.code.slice(3).toLowerCase();
  else if (/^Digit\d$/.test(event.code)) name = event.code.slice(5);
  else if (event.code in BY_CODE) {
    if (command || event.altKey) return null;
    return BY_CODE[event.code]![event.shiftKey ? 1 : 0];
  } else if (event.code === "Space") name = "Space";
  else if (/^(Enter|Escape|Arrow(Left|Right)|F\d{1,2})$/.test(event.key)) name = event.key;
  else return null;
  return (command ? "Ctrl+" : "") + (event.altKey ? "Alt+" : "") + (event.shiftKey ? "Shift+" : "") + name;
}

/** Follows key presses; the first of two waits a second for the second. */
export class KeyReader {
  #prefix = "";
  #until = 0;
  #of: () => Keymap;
  #known: Keymap | null = null;
  #byStrokes = new Map<string, Command>();
  #first = new Set<string>();

  constructor(of: () => Keymap = () => KEYS) {
    this.#of = of;
  }

  read(event: Key, now: number): Command | null {
    const s = stroke(event);
    if (s === null) return null;
    this.#learn();
    const prefix = now < this.#until ? this.#prefix : "";
    this.#prefix = "";
    if (prefix) return this.#byStrokes.get(`${prefix} ${s}`) ?? null;
    if (this.#first.has(s)) {
      this.#prefix = s;
      this.#until = now + 1200;
      return null;
    }
    return this.#byStrokes.get(s) ?? null;
  }

  #learn() {
    const keys = this.#of();
    if (keys === this.#known) return;
    this.#known = keys;
    this.#byStrokes.clear();
    this.#first.clear();
    for (const command of ALL) {
      for (const strokes of keys[command]) {
        this.#byStrokes.set(strokes, command);
        const [first, second] = strokes.split(" ");
        if (first && second) this.#first.add(first);
      }
    }
  }
}

/** The caps to draw for strokes: `g h` is two. */
export function caps(strokes: string, space: string): string[] {
  return strokes.split(/[+ ](?=.)/).map((key) => {
    if (key === "Space") return space;
    if (key === "Escape") return "Esc";
    if (key === "ArrowLeft") return "←";
    if (key === "ArrowRight") return "→";
    return key.length === 1 ? key.toUpperCase() : key;
  });
}
