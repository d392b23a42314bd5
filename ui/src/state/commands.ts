/** Every command of the window, once: the palette, the help, the menus and the keys are made from this list. */
import type { IconName } from "../controls/icons";

export type Group = "moving" | "places" | "article" | "paper";

interface Definition {
  group: Group;
  icon: IconName;
  /** Written the way the help shows it: `Shift+a`, `g h` for one after the other. The first is shown. */
  keys: readonly string[];
  /** Cannot be given another key: without it there would be no way out. */
  fixed?: boolean;
  /** Of no use where it is chosen with the pointer. */
  unlisted?: boolean;
}

export const COMMANDS = {
  next: { group: "moving", icon: "down", keys: ["j", "ArrowRight"] },
  previous: { group: "moving", icon: "up", keys: ["k", "ArrowLeft"] },
  nextUnread: { group: "moving", icon: "lozenge", keys: ["n"] },
  unfold: { group: "moving", icon: "down", keys: ["e"] },
  open: { group: "moving", icon: "forward", keys: ["Enter", "o"], unlisted: true },
  pageDown: { group: "moving", icon: "down", keys: ["Space"], unlisted: true },
  pageUp: { group: "moving", icon: "up", keys: ["Shift+Space"], unlisted: true },
  top: { group: "moving", icon: "up", keys: ["g g"] },
  end: { group: "moving", icon: "down", keys: ["Shift+g"] },
  back: { group: "moving", icon: "back", keys: ["Escape"], fixed: true },

  front: { group: "places", icon: "front", keys: ["g h"] },
  all: { group: "places", icon: "all", keys: ["g a"] },
  unread: { group: "places", icon: "lozenge", keys: ["g u"] },
  saved: { group: "places", icon: "bookmark", keys: ["g b"] },
  highlights: { group: "places", icon: "edit", keys: ["g n"] },
  newsletters: { group: "places", icon: "mail", keys: ["g l"] },
  settings: { group: "places", icon: "settings", keys: ["g s"] },
  hidden: { group: "places", icon: "filter", keys: [] },
  previousSource: { group: "places", icon: "up", keys: ["["] },
  nextSource: { group: "places", icon: "down", keys: ["]"] },

  bookmark: { group: "article", icon: "bookmark", keys: ["s"] },
  highlight: { group: "article", icon: "edit", keys: ["h"] },
  note: { group: "article", icon: "edit", keys: ["Shift+n"] },
  collect: { group: "article", icon: "bookmark", keys: ["c"] },
  tag: { group: "article", icon: "tag", keys: ["y"] },
  toggleRead: { group: "article", icon: "lozenge", keys: ["m"] },
  original: { group: "article", icon: "outside", keys: ["v"] },
  findInText: { group: "article", icon: "search", keys: ["Ctrl+f"] },
  focus: { group: "article", icon: "focus", keys: ["f"] },
  print: { group: "article", icon: "print", keys: ["Ctrl+p"] },
  larger: { group: "article", icon: "plus", keys: ["+"] },
  smaller: { group: "article", icon: "minus", keys: ["-"] },

  palette: { group: "paper", icon: "search", keys: ["Ctrl+k"] },
  search: { group: "paper", icon: "search", keys: ["/"] },
  filter: { group: "paper", icon: "search", keys: ["g /"] },
  unreadOnly: { group: "paper", icon: "lozenge", keys: ["u"] },
  select: { group: "paper", icon: "check", keys: ["x"] },
  selectAll: { group: "paper", icon: "checkAll", keys: ["Ctrl+a"] },
  newFilter: { group: "paper", icon: "filter", keys: [] },
  newFolder: { group: "paper", icon: "folder", keys: [] },
  markAll: { group: "paper", icon: "checkAll", keys: ["Shift+a"] },
  markAbove: { group: "paper", icon: "checkAll", keys: [] },
  markBelow: { group: "paper", icon: "checkAll", keys: [] },
  undo: { group: "paper", icon: "undo", keys: ["Ctrl+z"] },
  sync: { group: "paper", icon: "sync", keys: ["r"] },
  add: { group: "paper", icon: "plus", keys: ["a"] },
  savePage: { group: "paper", icon: "bookmark", keys: [] },
  prepare: { group: "paper", icon: "file", keys: [] },
  exportArticles: { group: "paper", icon: "file", keys: [] },
  layout: { group: "paper", icon: "panes", keys: ["l"] },
  theme: { group: "paper", icon: "paper", keys: ["t"] },
  fullScreen: { group: "paper", icon: "fullScreen", keys: ["F11"] },
  help: { group: "paper", icon: "keys", keys: ["?"] },
  changeKeys: { group: "paper", icon: "keys", keys: [] },
} as const satisfies Record<string, Definition>;

export type Command = keyof typeof COMMANDS;

export const GROUPS: readonly Group[] = ["moving", "places", "article", "paper"];
export const ALL = Object.keys(COMMANDS) as Command[];

export function definition(command: Command): Definition {
  return COMMANDS[command];
}

export function inGroup(group: Group): Command[] {
  return ALL.filter((command) => COMMANDS[command].group === group);
}

/** What the commands do is the window's business; it says so here, for palette and menus. */
interface Hooks {
  perform: (command: Command) => void;
  possible: (command: Command) => boolean;
}
const hooks: Hooks = { perform: () => undefined, possible: () => true };

export function commandsAre(own: Hooks): void {
  Object.assign(hooks, own);
}

export function perform(command: Command): void {
  hooks.perform(command);
}

/** Whether it would do anything where the reader is. */
export function possible(command: Command): boolean {
  return hooks.possible(command);
}
