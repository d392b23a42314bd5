import type { Tools } from "./catalogue";

/** The reader's tools: palette, keys. */
export const tools: Tools = {
  paletteCommands: "Commands",
  paletteArticles: "Articles",
  palettePrompt: "A command, a source or an article",
  paletteAlso: "“{typed}” also finds “{also}”",
  paletteChoose: "choose",
  paletteOpen: "open",
  keysHint:
    "Click a key, then press the new one. Two letters one after the other work too. Backspace takes the key away.",
  keyPress: "Press a key",
  keyPressFor: "{command}: press a key",
  keyChangeOf: "{command}: {key}. Change",
  keyNone: "none",
  keyReset: "Usual key",
  keyResetOf: "{command}: the usual key again",
  keyTaken: "{key} means “{command}” now.",
  keyTake: "Use it here",
  keysReset: "All usual keys again",
};
