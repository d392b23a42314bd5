import type { SiteWords } from "../site";

export const site: SiteWords = {
  offer:
    "Without a feed the site can be followed through its front page: its articles are read from their pages.",
  follow: "Follow the site",
  following: "Reading the front page and the articles on it",
  followed: "Its articles are read from the pages of the site.",
};
