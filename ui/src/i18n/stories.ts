/** The words of what belongs together: related articles, the same story from many sources, what is in the news. */
import type { Language } from "./format";

type Words = "related" | "shares";

export type StoryWords = Record<Words, string>;

export const storyWords: Record<Language, StoryWords> = {
  en: {
    related: "Related articles",
    shares: "Shares: {words}",
  },
  ru: {
    related: "Читайте также",
    shares: "Общее: {words}",
  },
  kk: {
    related: "Осы тақырыпта",
    shares: "Ортақ сөздер: {words}",
  },
};
