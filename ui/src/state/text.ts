/** How an article is set: the reader's choice, for all or for its feed. */
import type { Settings, TextStyle } from "../api";

export const FONTS = ["serif", "literata", "golos"] as const;
export type Font = (typeof FONTS)[number];

export const LIMITS = {
  size: { min: 15, max: 28, step: 1 },
  line: { min: 130, max: 200, step: 2 },
  width: { min: 45, max: 90, step: 1 },
} as const;

/** Width of the average character of running text in sizes, spaces and hyphenated line ends included. */
const ADVANCE: Record<Font, { en: number; ru: number; kk: number }> = {
  serif: { en: 0.484, ru: 0.55, kk: 0.54 },
  literata: { en: 0.485, ru: 0.563, kk: 0.545 },
  golos: { en: 0.493, ru: 0.545, kk: 0.54 },
};

function face(style: Pick<TextStyle, "font">): Font {
  return (FONTS as readonly string[]).includes(style.font) ? (style.font as Font) : "serif";
}

/** A column of so many characters of this language, in sizes. */
export function measure(style: TextStyle, language: string): number {
  const own = ADVANCE[face(style)];
  const primary = language.slice(0, 2).toLowerCase();
  const advance = primary === "kk" ? own.kk : /^(ru|uk|be|bg|ky|tt|mn|tg)$/.test(primary) ? own.ru : own.en;
  return Math.round(style.width * advance * 100) / 100;
}

export const FAMILY: Record<Font, string> = {
  serif: "var(--serif)",
  literata: '"Literata", var(--serif)',
  golos: "var(--sans)",
};

export function family(style: TextStyle): string {
  return FAMILY[face(style)];
}

/** What is set for a feed, else for all. */
export function styleOf(settings: Settings, feed: string | undefined): TextStyle {
  const own = feed === undefined ? undefined : settings.text_by_feed[feed];
  return (
    own ?? {
      font: settings.text_font,
      size: settings.text_size,
      line: settings.text_line,
      width: settings.text_width,
      justify: settings.justify,
    }
  );
}

/** The settings with this style in them: for one feed, or for all that have none of their own. */
export function withStyle(settings: Settings, feed: string | null, style: TextStyle): Partial<Settings> {
  if (feed !== null) return { text_by_feed: { ...settings.text_by_feed, [feed]: style } };
  return {
    text_font: style.font,
    text_size: style.size,
    text_line: style.line,
    text_width: style.width,
    justify: style.justify,
  };
}

export function withoutStyle(settings: Settings, feed: string): Partial<Settings> {
  const rest = { ...settings.text_by_feed };
  delete rest[feed];
  return { text_by_feed: rest };
}

/** The site of an address, as readers name it. */
export function hostOf(url: string): string {
  try {
    return new URL(url).hostname.replace(/^www\./, "");
  } catch {
    return url;
  }
}
