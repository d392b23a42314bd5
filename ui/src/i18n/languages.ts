/** Which languages the interface speaks, and where their words are. Without the rest of it: a start reads this first. */
import type { AnyCatalogue } from "./catalogue";

export type Language = "en" | "ru" | "kk";
export const LANGUAGES: readonly Language[] = ["en", "ru", "kk"];

const files: Record<Language, () => Promise<{ catalogue: AnyCatalogue }>> = {
  en: () => import("./en"),
  ru: () => import("./ru"),
  kk: () => import("./kk"),
};

/** Only the words of one language are read at the start: reading three takes as long as drawing a page of rows. */
export async function readWords(language: Language): Promise<AnyCatalogue> {
  return (await files[language]()).catalogue;
}

/** The first of the languages that the system wants and the publication offers. */
export function systemLanguage(wanted: readonly string[], offered: readonly string[]): Language {
  for (const tag of wanted) {
    const language = tag.slice(0, 2).toLowerCase();
    if (offered.includes(language)) return language as Language;
  }
  return (offered.find((l) => LANGUAGES.includes(l as Language)) as Language | undefined) ?? "en";
}
