/** The words of reading: how the page is set, and what goes with it. */
import type { City } from "../state/evening";

type Words =
  | "font"
  | "lineHeight"
  | "lineWidth"
  | "characters"
  | "justify"
  | "onlySource"
  | "asElsewhere"
  | "dayPaper"
  | "nightPaper"
  | "nightBegins"
  | "atHours"
  | "withSun"
  | "nightFrom"
  | "nightTo"
  | "minutesLeft"
  | "backToPlace"
  | "continued"
  | "toBeginning"
  | "focus"
  | "leaveFocus"
  | "fullScreen"
  | "print"
  | "note"
  | "menuBar"
  | "menuView"
  | "menuHelp"
  | "menuEdit"
  | "quit"
  | "copy"
  | "cut"
  | "paste"
  | "selectAll"
  | "minimise";

export type PageWords = Record<Words, string> & { cities: Record<City, string> };
