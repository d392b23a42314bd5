/** The words of what belongs together: related articles, the same story from many sources, what is in the news. */

type Words = "related" | "shares" | "alsoIn" | "fold" | "foldHint" | "inTheNews" | "topicWhy";

export type StoryWords = Record<Words, string>;
