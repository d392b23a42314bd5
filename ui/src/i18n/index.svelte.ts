import type { Failure } from "../api/generated";
import type { AnyCatalogue, CountedKey } from "./catalogue";
import * as format from "./format";
import { readWords, type Language } from "./languages";

/** What each language calls itself. */
export const OWN_NAMES: Record<Language, string> = { en: "English", ru: "Русский", kk: "Қазақша" };

const known: Partial<Record<Language, AnyCatalogue>> = {};

type Values = Record<string, string | number>;

/** Puts values in place of `{name}`. In Russian and Kazakh a number keeps to the noun that it counts. */
export function fill(text: string, values: Values = {}): string {
  return text.replace(/\{(\w+)\}( (?=\p{Script=Cyrillic}))?/gu, (whole, name: string, space?: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    const binds = space !== undefined && /^[\d.,\s−]+$/.test(String(value));
    return String(value) + (binds ? "\u00a0" : (space ?? ""));
  });
}

/** The language of the interface and everything that is said in it. */
class I18n {
  /** The one that is spoken. */
  language: Language = $state("en");
  now: Date = $state(new Date());
  /** Its words. Nothing is drawn before [`speak`] has read the first. */
  m: AnyCatalogue = $state.raw({} as AnyCatalogue);
  #wanted: Language | undefined;
  #plurals = $derived(new Intl.PluralRules(this.language));

  constructor() {
    if (typeof window !== "undefined") setInterval(() => (this.now = new Date()), 30_000);
  }

  /** Speaks another language as soon as its words are there: at once where they were before. */
  async speak(language: Language): Promise<void> {
    this.#wanted = language;
    let words = known[language];
    if (!words) {
      words = await readWords(language);
      known[language] = words;
      // Another one was chosen meanwhile.
      if (this.#wanted !== language) return;
    }
    this.m = words;
    this.language = language;
  }

  /** A counted message: picks the form, prints the number. */
  count(key: CountedKey, n: number, values: Values = {}): string {
    const forms: Record<string, string | undefined> = this.m[key];
    const text = forms[this.#plurals.select(n)] ?? forms.other ?? "";
    return fill(text, { ...values, n: this.number(n) });
  }

  number(value: number, digits = 0): string {
    return format.number(this.language, value, digits);
  }

  minutes(n: number): string {
    return fill(this.m.minutes, { n: this.number(n) }).replace(" ", "\u00a0");
  }

  /** Time of a row: relative today, else by the clock. */
  age(seconds: number): string {
    const date = new Date(seconds * 1000);
    const age = format.age(date, this.now);
    if (age.kind === "clock") return format.clock(date);
    if (age.kind === "now") return this.m.now;
    return fill(age.kind === "minutes" ? this.m.minutesAgo : this.m.hoursAgo, { n: age.n });
  }

  clock(seconds: number): string {
    return format.clock(new Date(seconds * 1000));
  }

  /** Time of a headline that stands under no day: by the clock today, else the day. */
  stamp(seconds: number): string {
    const date = new Date(seconds * 1000);
    if (format.daysBetween(date, this.now) === 0) return format.clock(date);
    return format.dayMonthShort(this.language, date);
  }

  updatedAt(seconds: number): string {
    const time = this.clock(seconds);
    return fill(this.m.updatedAt, { time, ending: format.kazakhLocative(time) });
  }

  longDate(date: Date): string {
    return format.longDate(this.language, date);
  }

  dateTime(seconds: number): string {
    return format.dateTime(this.language, new Date(seconds * 1000));
  }

  dayMonth(seconds: number): string {
    return format.dayMonth(this.language, new Date(seconds * 1000));
  }

  /** The heading of a day in a list. */
  day(day: string): string {
    const date = format.parseDay(day);
    const days = format.daysBetween(date, this.now);
    const plain =
      date.getFullYear() === this.now.getFullYear()
        ? format.dayMonth(this.language, date)
        : format.dayMonthYear(this.language, date);
    if (days !== 0 && days !== 1) return plain;
    return fill(this.m.dayAndDate, { day: days === 0 ? this.m.today : this.m.yesterday, date: plain });
  }

  /** Days in the language's own plural. */
  days(n: number): string {
    const days = { style: "unit", unit: "day", unitDisplay: "long" } as const;
    return new Intl.NumberFormat(this.language, days).format(n);
  }

  bytes(size: number): string {
    if (size < 1000) return fill(this.m.bytes, { n: this.number(size) });
    if (size < 1_000_000) return fill(this.m.kilobytes, { n: this.number(size / 1000) });
    return fill(this.m.megabytes, { n: this.number(size / 1_000_000, size < 10_000_000 ? 1 : 0) });
  }

  /** What went wrong, in the reader's language. */
  failure(failure: Failure): string {
    return fill(this.m.failure[failure.code], { subject: failure.subject, detail: failure.detail });
  }
}

export const i18n = new I18n();
