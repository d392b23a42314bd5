/** The words of what belongs together: related articles, the same story from many sources, what is in the news. */
import type { Language } from "./format";

type Words = "related" | "shares" | "alsoIn" | "fold" | "foldHint" | "inTheNews" | "topicWhy";

export type StoryWords = Record<Words, string>;

export const storyWords: Record<Language, StoryWords> = {
  en: {
    related: "Related articles",
    shares: "Shares: {words}",
    alsoIn: "Also in: {names}",
    inTheNews: "In the news",
    topicWhy:
      "{articles} of {today} articles of the day, sources: {sources}; of {archive} older ones: {before}",
    fold: "Show a story that several sources tell only once",
    foldHint: "The others stand under it. Reading one reads them all; bookmarks stay with each article.",
  },
  ru: {
    related: "Читайте также",
    shares: "Общее: {words}",
    alsoIn: "Об этом также: {names}",
    inTheNews: "В новостях",
    topicWhy:
      "Статей за день: {articles} из {today}, источников: {sources}; среди прежних: {before} из {archive}",
    fold: "Сюжет из нескольких источников показывать один раз",
    foldHint: "Остальные статьи — под ним. Прочитана одна — прочитаны все; закладки у каждой свои.",
  },
  kk: {
    related: "Осы тақырыпта",
    shares: "Ортақ сөздер: {words}",
    alsoIn: "Бұл туралы тағы: {names}",
    inTheNews: "Жаңалықтарда",
    topicWhy:
      "Бүгінгі мақала: {today}, осы туралы: {articles}, дереккөз: {sources}; бұрынғы {archive} мақаладан: {before}",
    fold: "Бірнеше дереккөз жазған оқиғаны бір рет қана көрсету",
    foldHint:
      "Қалғандары соның астында тұрады. Бірі оқылса, бәрі оқылған болады; әр мақаланың бетбелгісі бөлек.",
  },
};
