/**
 * What the first page waits for, asked for before the program that draws it is read: the library answers and the faces
 * are unpacked meanwhile.
 */
import { call, type Start } from "../api";
import { LANGUAGES, readWords, systemLanguage, type Language } from "../i18n/languages";
import { loadFaces } from "./faces";
import { kept } from "./kept";
import { PAGE } from "./page-size";

export interface Early {
  answer: Promise<Start>;
  faces: Promise<void>;
}

export function askForStart(language: Language): Promise<Start> {
  return call("start", {
    utc_offset_minutes: -new Date().getTimezoneOffset(),
    language,
    first: PAGE,
  });
}

export function askEarly(): Early {
  const { language = "system" } = kept();
  const spoken = systemLanguage(language === "system" ? navigator.languages : [language], LANGUAGES);
  const early = { answer: askForStart(spoken), faces: loadFaces() };
  // Whoever asks for these again says what failed.
  early.answer.catch(() => undefined);
  readWords(spoken).catch(() => undefined);
  return early;
}
