import type { Tools } from "./catalogue";

/** The reader's tools: palette, keys. */
export const tools: Tools = {
  paletteCommands: "Командалар",
  paletteArticles: "Мақалалар",
  palettePrompt: "Команда, дереккөз не мақала",
  paletteAlso: "«{typed}» бойынша «{also}» да табылады",
  paletteChoose: "таңдау",
  paletteOpen: "ашу",
  keysHint: "Пернені шертіп, жаңасын басыңыз. Қатарынан екі әріп те болады. Backspace пернені алып тастайды.",
  keyPress: "Пернені басыңыз",
  keyPressFor: "{command}: пернені басыңыз",
  keyChangeOf: "{command}: {key}. Өзгерту",
  keyNone: "жоқ",
  keyReset: "Бұрынғыдай",
  keyResetOf: "{command}: әдеттегі пернені қайтару",
  keyTaken: "{key} қазір «{command}» дегенді білдіреді.",
  keyTake: "Осында қолдану",
  keysReset: "Барлық әдеттегі пернені қайтару",
};
