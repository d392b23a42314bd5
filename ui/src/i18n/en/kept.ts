import type { KeptWords } from "../kept";

export const kept: KeptWords = {
  savePage: "Save a page",
  savePageHint: "The address of any article. It is fetched and kept among the bookmarks.",
  saving: "Fetching the page…",
  pageSaved: "Bookmarked: {title}",
  prepare: "Prepare for offline",
  prepareHint: "Fetches what is new, with whole articles and their pictures.",
  begin: "Prepare",
  again: "Try again",
  stop: "Stop",
  steps: {
    sync: "Sources: {done} of {total}",
    texts: "Whole articles: {done} of {total}",
    pictures: "Articles with their pictures: {done} of {total}",
    check: "Looking at what is kept",
  },
  report: "Kept: {articles} of {allArticles} articles, {pictures} of {allPictures} pictures.",
  missing: "Missing",
  stopped: "Stopped. What was fetched is kept; the next time goes on from here.",
  content: "Text of the articles",
  contents: {
    auto: "The whole article where the source cuts it",
    feed: "What the source gives",
    full: "Always the whole article",
  },
  offline: {
    complete: "Kept with its pictures",
    text: "Text is kept, not all pictures",
    teaser: "Only the beginning is kept",
  },
  pageFailed: "The whole article could not be fetched; this is what the source gives.",
};
