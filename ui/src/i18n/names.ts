/**
 * The names of months and weekdays, as `Intl` tells them. What it said is kept from one start to the next: its first
 * form takes as long as some ten rows of a list, and the first page would wait for it.
 */
import { recall, remember } from "../api/memory";
import type { Language } from "./languages";

export type Kind = "month" | "shortMonth" | "weekday";

/** Those of Kazakh are our own: see `format.ts`. */
type Told = Exclude<Language, "kk">;

const LOCALE: Record<Told, string> = { en: "en-GB", ru: "ru-RU" };
const FORM: Record<Kind, Intl.DateTimeFormatOptions> = {
  month: { day: "numeric", month: "long" },
  shortMonth: { day: "numeric", month: "short" },
  weekday: { weekday: "long" },
};
const COUNT: Record<Kind, number> = { month: 12, shortMonth: 12, weekday: 7 };
const NAME = "kazpost.names";

let known: Record<string, unknown> | undefined;

/** As it stands in a date: `24 November`, `24 ноября`. */
export function nameIn(language: Told, date: Date, kind: Kind): string {
  const at = kind === "weekday" ? date.getDay() : date.getMonth();
  return namesOf(language, kind)[at] ?? "";
}

function namesOf(language: Told, kind: Kind): string[] {
  known ??= kept();
  const key = `${language} ${kind}`;
  const names = known[key];
  if (areNames(names, kind)) return names;
  const told = ask(language, kind);
  known[key] = told;
  remember(NAME, JSON.stringify({ from: version(), names: known }));
  return told;
}

function areNames(names: unknown, kind: Kind): names is string[] {
  return (
    Array.isArray(names) && names.length === COUNT[kind] && names.every((name) => typeof name === "string")
  );
}

function ask(language: Told, kind: Kind): string[] {
  const form = new Intl.DateTimeFormat(LOCALE[language], FORM[kind]);
  const type = kind === "weekday" ? "weekday" : "month";
  return Array.from({ length: COUNT[kind] }, (_, n) => {
    // The first of November 2026 is a Sunday.
    const date = kind === "weekday" ? new Date(2026, 10, 1 + n) : new Date(2026, n, 15);
    return form.formatToParts(date).find((part) => part.type === type)?.value ?? "";
  });
}

/** Another version of the web view may have other names. */
const version = () => navigator.userAgent;

function kept(): Record<string, unknown> {
  try {
    const { from, names } = JSON.parse(recall(NAME) ?? "{}") as Record<string, unknown>;
    if (from === version() && typeof names === "object" && names) return { ...names };
  } catch {
    // Not ours.
  }
  return {};
}
