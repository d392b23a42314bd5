/** Sample sources and articles in three languages. */
import type { Article, Feed, Publication, Row, SafeHtml } from "../generated";
import chart from "./chart.svg?inline";
import felt from "./felt.svg?inline";
import reeds from "./reeds.svg?inline";
import { BODIES, STORIES } from "./stories";

const PICTURES: Record<string, string> = { reeds, felt, chart };

export const publication: Publication = {
  name: "KazPost",
  tagline: { en: "Kazakhstan News", ru: "Новости Казахстана", kk: "Қазақстан жаңалықтары" },
  home_url: "https://kazpost.com",
  notice: {
    en: "Made by its readers.",
    ru: "Сделано читателями.",
    kk: "Оқырмандар жасаған.",
  },
  languages: ["en", "ru", "kk"],
  feeds: [],
  suggestions: [
    { title: "Жетісу шолуы", url: "https://zhetisu.example/feed", language: "kk", folder: null, site: false },
    {
      title: "Степной вестник",
      url: "https://vestnik.example/rss",
      language: "ru",
      folder: null,
      site: false,
    },
    {
      title: "Caspian Courier",
      url: "https://courier.example/atom",
      language: "en",
      folder: null,
      site: false,
    },
  ],
  sites: [],
  newsletter: {
    provider: null,
    url: "https://kazpost.com/newsletter",
    back_url: null,
    leave_url: null,
    privacy_url: "https://kazpost.com/privacy",
    consent: true,
    lists: [],
  },
  updates: { address: "https://kazpost.com/app/newest.json", public_key: "RWQ" },
  colours: {},
};

export function FEEDS(now: number): Feed[] {
  const feed = (id: string, title: string, folder: string | null, failing = false): Feed => ({
    id,
    url: `https://${id}.example/feed.xml`,
    title,
    site_url: `https://${id}.example/`,
    folder,
    unread: 0,
    total: 0,
    error: failing
      ? { code: "timed_out", subject: `${id}.example`, detail: "20", message: "timed out" }
      : null,
    content: "auto",
    site: false,
    pictures: null,
    failing_since: failing ? now - 2 * 86_400 : null,
    next_try: failing ? now + 1980 : null,
    synced_at: now - 900,
  });
  return [
    feed("kazpost", "KazPost", "Kazakhstan"),
    feed("gazette", "Northern Gazette", "Kazakhstan"),
    feed("vestnik", "Степной вестник", "Kazakhstan"),
    feed("zhetisu", "Жетісу шолуы", "Kazakhstan"),
    feed("courier", "Caspian Courier", "Central Asia"),
    feed("monitor", "Silk Road Monitor", "Central Asia"),
    feed("arts", "Dala Arts", "Culture", true),
    feed("cinema", "Кинозал", null),
  ];
}

const SOURCES: Record<string, string> = {
  kazpost: "KazPost",
  gazette: "Northern Gazette",
  vestnik: "Степной вестник",
  zhetisu: "Жетісу шолуы",
  courier: "Caspian Courier",
  arts: "Dala Arts",
};

/** As many rows as asked for, newest first; the stories in the language of the interface come first. */
export function rowsOf(count: number, language: string, now: number): Row[] {
  const own = STORIES.filter((story) => story.language === language);
  const others = STORIES.filter((story) => story.language !== language);
  const order = [...own.slice(0, 10), ...others.slice(0, 14), ...own.slice(10), ...others.slice(14)];
  return Array.from({ length: count }, (_, index) => {
    const story = order[index % order.length]!;
    return {
      id: `a${index}`,
      feed: story.feed,
      source: SOURCES[story.feed] ?? "KazPost",
      title: story.title,
      standfirst: story.standfirst,
      author: story.author ?? "",
      language: story.language,
      time: now - 240 - index * 1500 - (index % 7) * 130,
      minutes: 2 + ((index * 7) % 8),
      picture: story.picture ? (PICTURES[story.picture] ?? null) : null,
      section: story.section,
      read: index % 5 === 3,
      saved: index % 11 === 0,
      important: false,
      changed: index === 3,
      also: [],
      under: false,
    };
  });
}

export function articleOf(row: Row): Omit<Article, "position"> {
  const body = BODIES[row.language as "en" | "ru" | "kk"] ?? BODIES.en;
  return {
    row,
    offline: "complete",
    page_failure: null,
    direction: "ltr",
    byline: row.author || "Aigerim Dalabayeva",
    lead: row.standfirst,
    body: body.text.replace("CHART", chart) as SafeHtml,
    footnote: body.footnote as SafeHtml,
    url: "https://kazpost.com/2026/11/24/ili",
    site_url: "https://kazpost.com/",
    enclosures: [
      {
        url: "https://kazpost.com/audio/ili.mp3",
        mime_type: "audio/mpeg",
        title: "",
        size: 8_420_000,
        duration: 564,
      },
    ],
    updated: false,
    tags: [],
  };
}
