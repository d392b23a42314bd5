import type { Tools } from "./catalogue";

/** The reader's tools: palette, keys. */
export const tools: Tools = {
  paletteCommands: "Команды",
  paletteArticles: "Статьи",
  palettePrompt: "Команда, источник или статья",
  paletteAlso: "По «{typed}» находится и «{also}»",
  paletteChoose: "выбрать",
  paletteOpen: "открыть",
  keysHint: "Щёлкните клавишу и нажмите новую. Можно и две буквы подряд. Backspace убирает клавишу.",
  keyPress: "Нажмите клавишу",
  keyPressFor: "{command}: нажмите клавишу",
  keyChangeOf: "{command}: {key}. Изменить",
  keyNone: "нет",
  keyReset: "Как было",
  keyResetOf: "{command}: вернуть обычную клавишу",
  keyTaken: "{key} сейчас означает «{command}».",
  keyTake: "Занять здесь",
  keysReset: "Вернуть все обычные клавиши",
};
