import { i18n } from "../i18n/index.svelte";
import type { Command } from "./commands";
import { caps, conflict, KEYS, keymap, type Keymap } from "./keys";
import { preferences } from "./settings.svelte";

/** The keys in use: the usual ones and the reader's own. */
class KeysInUse {
  value: Keymap = $derived(keymap(preferences.value.keys));

  /** What to draw for a command; empty where it has no key. */
  caps(command: Command): string[] {
    const [strokes] = this.value[command];
    return strokes === undefined ? [] : caps(strokes, i18n.m.space);
  }

  /** The same in words, for menus. */
  text(command: Command): string | undefined {
    return this.caps(command).join(" ") || undefined;
  }

  conflict(command: Command, strokes: string): Command | null {
    return conflict(this.value, command, strokes);
  }

  own(command: Command): boolean {
    return preferences.value.keys[command] !== undefined;
  }

  /** Gives a command this key alone, and takes it from the one that had it. */
  give(command: Command, strokes: string | null) {
    const keys = { ...preferences.value.keys, [command]: strokes === null ? [] : [strokes] };
    for (
      let from: Command | null = null;
      strokes !== null && (from = conflict(keymap(keys), command, strokes)) !== null;
    ) {
      const clash = (taken: string) =>
        taken !== strokes && !taken.startsWith(`${strokes} `) && !strokes.startsWith(`${taken} `);
      keys[from] = keymap(keys)[from].filter(clash);
    }
    return preferences.change({ keys });
  }

  /** The usual key again; without a command all of them. */
  reset(command?: Command) {
    const keys = command === undefined ? {} : { ...preferences.value.keys };
    if (command !== undefined) delete keys[command];
    return preferences.change({ keys });
  }

  get changed(): boolean {
    return Object.keys(preferences.value.keys).some((command) => command in KEYS);
  }
}

export const keysInUse = new KeysInUse();
