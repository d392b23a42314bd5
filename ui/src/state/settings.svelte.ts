import { call, type Layout, type Publication, type Settings } from "../api";
import type { Theme } from "../i18n/catalogue";
import { i18n } from "../i18n/index.svelte";
import { systemLanguage, type Language } from "../i18n/languages";
import { isNight } from "./evening";
import { keep, kept } from "./kept";
import { styleOf, withStyle } from "./text";

export const THEMES: readonly Theme[] = ["light", "sepia", "dark", "black", "contrast", "contrast-dark"];
export const TEXT_SIZES = { min: 15, max: 28, usual: 19 };

const DEFAULTS: Settings = {
  language: "system",
  theme: "system",
  layout: "panes",
  sync_minutes: 30,
  sync_at_start: true,
  day_theme: "light",
  night_theme: "dark",
  night_place: "",
  night_from: "20:00",
  night_to: "07:00",
  text_size: TEXT_SIZES.usual,
  text_font: "serif",
  text_line: 158,
  text_width: 68,
  justify: false,
  text_by_feed: {},
  menu_bar: false,
  headlines: true,
  newsletter: true,
  pictures: true,
  fetch_pictures: "unmetered",
  picture_megabytes: 2000,
  keep_days: 0,
  keep_megabytes: 0,
  edition_at: "",
  badge: false,
  tray: false,
  stay_in_tray: false,
  notifications: { feeds: [], words: "", quiet: false, quiet_from: "22:00", quiet_to: "07:00" },
  fold_stories: true,
  ask_for_updates: true,
  welcomed: false,
  keys: {},
};

/** What the reader chose, put on the page at once and kept in the library. */
class Preferences {
  value: Settings = $state({ ...DEFAULTS });
  publication: Publication | null = $state(null);
  /** The paper in use: `system` resolved. */
  theme: Theme = $state("light");
  /** The language in use: `system` resolved. */
  language: Language = "en";
  /** When the page speaks it. */
  spoken: Promise<void> = Promise.resolve();
  #dark = matchMedia("(prefers-color-scheme: dark)");
  #contrast = matchMedia("(prefers-contrast: more)");

  constructor() {
    this.value = { ...DEFAULTS, ...kept() };
    for (const media of [this.#dark, this.#contrast]) media.addEventListener("change", () => this.apply());
    setInterval(() => {
      // Night falls while the paper lies open.
      if (this.value.theme === "sunset" && this.#resolve() !== this.theme) this.apply();
    }, 20_000);
  }

  take(settings: Settings, publication: Publication) {
    this.publication = publication;
    this.value = settings;
    this.apply();
  }

  change(changes: Partial<Settings>) {
    this.value = { ...this.value, ...changes };
    this.apply();
    return call("settings_save", $state.snapshot(this.value));
  }

  setLayout(layout: Layout) {
    return this.change({ layout });
  }

  /** Larger or smaller text: of the feed that is being read, where that is set its own way. */
  resize(by: number, feed?: string) {
    const style = styleOf(this.value, feed);
    const size = Math.min(TEXT_SIZES.max, Math.max(TEXT_SIZES.min, style.size + by));
    const own = feed !== undefined && feed in this.value.text_by_feed ? feed : null;
    return this.change(withStyle(this.value, own, { ...style, size }));
  }

  nextTheme() {
    const next = THEMES[(THEMES.indexOf(this.theme) + 1) % THEMES.length] ?? "light";
    return this.change({ theme: next });
  }

  /** Puts language, theme and size on the page. */
  apply() {
    const root = document.documentElement;
    const offered = this.publication?.languages ?? ["en", "ru", "kk"];
    const wanted = this.value.language === "system" ? navigator.languages : [this.value.language];
    this.language = systemLanguage(wanted, offered);
    this.spoken = i18n.speak(this.language).then(() => void (root.lang = i18n.language));

    this.theme = this.#resolve();
    root.dataset.theme = this.theme;
    this.#colours(root);
    keep(this.value);
  }

  #resolve(): Theme {
    const chosen = this.value.theme;
    if ((THEMES as readonly string[]).includes(chosen)) return chosen as Theme;
    const night = chosen === "sunset" ? isNight(new Date(), this.value) : this.#dark.matches;
    if (this.#contrast.matches) return night ? "contrast-dark" : "contrast";
    const paper = night ? this.value.night_theme : this.value.day_theme;
    return (THEMES as readonly string[]).includes(paper) ? (paper as Theme) : night ? "dark" : "light";
  }

  /** The publication's own colours over the tokens. */
  #colours(root: HTMLElement) {
    const all = this.publication?.colours ?? {};
    const names = new Set(Object.values(all).flatMap((tokens) => Object.keys(tokens ?? {})));
    for (const name of names) {
      const value = all[this.theme]?.[name];
      if (value) root.style.setProperty(`--${name}`, value);
      else root.style.removeProperty(`--${name}`);
    }
  }

  text(byLanguage: { [key in string]?: string } | undefined): string {
    return byLanguage?.[i18n.language] ?? byLanguage?.en ?? "";
  }
}

export const preferences = new Preferences();
