/** Numbers, dates and times in the language of the interface. Pure: the clock is given. */

import type { Language } from "./languages";
import { nameIn } from "./names";

/* Data for Kazakh is often missing from the system web view, so its names are our own. */
const KK_MONTHS = [
  "қаңтар",
  "ақпан",
  "наурыз",
  "сәуір",
  "мамыр",
  "маусым",
  "шілде",
  "тамыз",
  "қыркүйек",
  "қазан",
  "қараша",
  "желтоқсан",
];
const KK_WEEKDAYS = ["жексенбі", "дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі"];

const NBSP = "\u00a0";

/** 4,800 in English, 4 800 with a no-break space in Russian and Kazakh. */
export function number(language: Language, value: number, digits = 0): string {
  const [whole = "0", fraction] = Math.abs(value).toFixed(digits).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, language === "en" ? "," : NBSP);
  const point = language === "en" ? "." : ",";
  return (value < 0 ? "−" : "") + grouped + (fraction ? point + fraction : "");
}

export function clock(date: Date): string {
  return `${String(date.getHours()).padStart(2, "0")}:${String(date.getMinutes()).padStart(2, "0")}`;
}

/** 24 November, 24 ноября, 24 қараша. */
export function dayMonth(language: Language, date: Date): string {
  if (language === "kk") return `${date.getDate()}${NBSP}${KK_MONTHS[date.getMonth()]}`;
  return `${date.getDate()}${NBSP}${nameIn(language, date, "month")}`;
}

/** 24 Nov, 24.11: for a narrow column. */
export function dayMonthShort(language: Language, date: Date): string {
  if (language !== "en") return `${date.getDate()}.${String(date.getMonth() + 1).padStart(2, "0")}`;
  return `${date.getDate()}${NBSP}${nameIn(language, date, "shortMonth")}`;
}

/** 24 November 2026, 24 ноября 2026 года, 2026 жылғы 24 қараша. */
export function dayMonthYear(language: Language, date: Date): string {
  const year = date.getFullYear();
  const day = dayMonth(language, date);
  if (language === "kk") return `${year}${NBSP}жылғы ${day}`;
  return language === "ru" ? `${day} ${year}${NBSP}года` : `${day} ${year}`;
}

/** Tuesday, 24 November 2026; вторник, 24 ноября 2026 года; 2026 жылғы 24 қараша, сейсенбі. */
export function longDate(language: Language, date: Date): string {
  const day = dayMonthYear(language, date);
  if (language === "kk") return `${day}, ${KK_WEEKDAYS[date.getDay()]}`;
  return `${nameIn(language, date, "weekday")}, ${day}`;
}

/** 24 November 2026, 08:15. */
export function dateTime(language: Language, date: Date): string {
  return `${dayMonthYear(language, date)}, ${clock(date)}`;
}

/** Days from `date` to `now` by the calendar of the reader. */
export function daysBetween(date: Date, now: Date): number {
  const midnight = (d: Date) => Date.UTC(d.getFullYear(), d.getMonth(), d.getDate());
  return Math.round((midnight(now) - midnight(date)) / 86_400_000);
}

export type Age = { kind: "now" } | { kind: "minutes" | "hours"; n: number } | { kind: "clock" };

/** How a row tells its time: relative within today, by the clock under the heading of another day. */
export function age(date: Date, now: Date): Age {
  const minutes = Math.floor((now.getTime() - date.getTime()) / 60_000);
  if (minutes < 0 || daysBetween(date, now) !== 0) return { kind: "clock" };
  if (minutes < 1) return { kind: "now" };
  return minutes < 60 ? { kind: "minutes", n: minutes } : { kind: "hours", n: Math.floor(minutes / 60) };
}

/** 1:02:03 or 4:05. */
export function duration(seconds: number): string {
  const all = Math.round(seconds);
  const [h, m, s] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  const tail = `${String(s).padStart(2, "0")}`;
  return h ? `${h}:${String(m).padStart(2, "0")}:${tail}` : `${m}:${tail}`;
}

/** `YYYY-MM-DD` as a day of the reader's calendar. */
export function parseDay(day: string): Date {
  const [y = 1970, m = 1, d = 1] = day.split("-").map(Number);
  return new Date(y, m - 1, d);
}

/** Binds words of one and two letters to the next one, so that no line of a headline ends in a preposition. */
export function bindShortWords(text: string, language: string): string {
  if (!/^(ru|kk)/.test(language)) return text;
  // A dash closes a line and never opens one.
  const closed = text.replace(/ (?=[—–] )/g, NBSP);
  const bind = (t: string) => t.replace(/(^|[\s(«„])(\p{L}{1,2}) (?=\S)/gu, `$1$2${NBSP}`);
  // Twice, for a match swallows the space that the next short word stands behind.
  return bind(bind(closed));
}

/** The ending of the locative after a time of day in Kazakh (09:42-де, 09:46-да), by its last spoken word. */
export function kazakhLocative(time: string): string {
  const minutes = Number(time.slice(-2));
  const units = ["", "де", "де", "те", "те", "те", "да", "де", "де", "да"];
  const tens = ["де", "да", "да", "да", "та", "де"];
  return units[minutes % 10] || tens[Math.floor(minutes / 10)] || "де";
}
