import type { StoryWords } from "../stories";

export const storyWords: StoryWords = {
  related: "Related articles",
  shares: "Shares: {words}",
  alsoIn: "Also in: {names}",
  inTheNews: "In the news",
  topicWhy:
    "{articles} of {today} articles of the day, sources: {sources}; of {archive} older ones: {before}",
  fold: "Show a story that several sources tell only once",
  foldHint: "The others stand under it. Reading one reads them all; bookmarks stay with each article.",
};
