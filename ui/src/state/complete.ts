/** What may follow in a query, for what is typed of it so far. Pure. */
import { fold, found, foldedWords } from "./fold";

/** In the order in which they are proposed. */
export const OPERATORS = ["title", "author", "feed", "tag", "is", "lang", "after", "before"] as const;
export type Operator = (typeof OPERATORS)[number];

/** What the library has to be asked for. */
export interface Known {
  feeds: readonly string[];
  tags: readonly string[];
  languages: readonly string[];
  /** Today as `YYYY-MM-DD`, in the reader's time zone. */
  today: string;
  /** What each operator is called in the language of the interface. */
  names: Record<Operator, string>;
}

export interface Completion {
  /** As it stands in the query then. */
  text: string;
  operator: Operator;
  /** The value alone; null where the operator is proposed. */
  value: string | null;
}

export interface Completions {
  /** What they stand for in the query. */
  from: number;
  to: number;
  list: readonly Completion[];
}

const MOST = 8;
/** A word of one letter may become anything. */
const LEAST = 2;

const NONE: Completions = { from: 0, to: 0, list: [] };

/** The piece of the query that ends at the caret: spaces part pieces where they stand in no quotes. */
function piece(text: string, caret: number): string {
  let from = 0;
  let quote = "";
  for (let at = 0; at < caret; at++) {
    const letter = text.charAt(at);
    if (quote !== "") {
      if (letter === quote || letter === '"') quote = "";
    } else if (/\s/.test(letter)) from = at + 1;
    else if ('"“„«'.includes(letter)) quote = { "“": "”", "„": "“", "«": "»" }[letter] ?? '"';
  }
  return text.slice(from, caret);
}

function quoted(value: string): string {
  return /[\s:"]/.test(value) ? `"${value.replaceAll('"', " ").trim()}"` : value;
}

/** The day so many days before another. */
export function daysBefore(day: string, days: number): string {
  const [year, month, date] = day.split("-").map(Number);
  return new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, (date ?? 1) - days)).toISOString().slice(0, 10);
}

function values(operator: Operator, known: Known): readonly string[] {
  switch (operator) {
    case "feed":
      return known.feeds;
    case "tag":
      return known.tags;
    case "is":
      return ["unread", "read", "saved"];
    case "lang":
      return known.languages;
    case "after":
    case "before":
      return [0, 7, 30, 365].map((days) => daysBefore(known.today, days));
    case "title":
    case "author":
      return [];
  }
}

/** `all`: operators are proposed where nothing is typed yet, too. */
export function completions(text: string, caret: number, known: Known, all: boolean): Completions {
  const whole = piece(text, caret);
  const without = whole.startsWith("-") ? "-" : "";
  const typed = whole.slice(without.length);
  const from = caret - whole.length;
  const colon = /^([a-z]+):/.exec(typed)?.[1] ?? "";
  const operator = OPERATORS.find((name) => name === colon);
  if (operator) {
    const value = typed.slice(operator.length + 1);
    // A quote that ended says that the value is done.
    if (/^["“„«].*["”»]$/s.test(value) && value.length > 1) return NONE;
    const bare = value.replace(/^["“„«]/, "");
    const words = foldedWords(bare);
    const fits = values(operator, known).filter((one) =>
      operator === "after" || operator === "before" ? one.startsWith(bare) : found(one, words) !== null,
    );
    const list = fits.slice(0, MOST).map((one) => ({
      text: `${without}${operator}:${quoted(one)} `,
      operator,
      value: one,
    }));
    // What stands there whole already is no proposal.
    return list.length === 1 && fold(list[0]!.value) === fold(bare) && !/^["“„«]/.test(value)
      ? NONE
      : { from, to: caret, list };
  }
  if (typed.includes(":") || /["“„«]/.test(typed)) return NONE;
  if (typed.length < LEAST && !(all && typed === "")) return NONE;
  const words = foldedWords(typed);
  const list = OPERATORS.filter(
    (name) =>
      typed === "" || name.startsWith(typed.toLowerCase()) || found(known.names[name], words) !== null,
  ).map((name) => ({ text: `${without}${name}:`, operator: name, value: null }));
  return { from, to: caret, list };
}
