import type { StoryWords } from "../stories";

export const storyWords: StoryWords = {
  related: "Читайте также",
  shares: "Общее: {words}",
  alsoIn: "Об этом также: {names}",
  inTheNews: "В новостях",
  topicWhy:
    "Статей за день: {articles} из {today}, источников: {sources}; среди прежних: {before} из {archive}",
  fold: "Сюжет из нескольких источников показывать один раз",
  foldHint: "Остальные статьи — под ним. Прочитана одна — прочитаны все; закладки у каждой свои.",
};
