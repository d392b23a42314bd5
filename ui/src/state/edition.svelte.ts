import { asFailure, call, on, type EditionProgress, type EditionReport } from "../api";
import { fill, i18n } from "../i18n/index.svelte";
import { isDue } from "./schedule";
import { preferences } from "./settings.svelte";
import { toast } from "./toast.svelte";

/** The day on which an edition was last prepared by the clock. */
const MEMORY = "kazpost.edition";
const TICK = 20_000;

/** Preparing what is unread and bookmarked for reading without a network. */
class Edition {
  progress: EditionProgress | null = $state.raw(null);
  running = $derived(this.progress !== null && this.progress.step !== "idle");
  #listening = false;
  /** The clock began it: the reader is told when it is done. */
  #by_clock = false;

  async load() {
    this.#listen();
    this.progress = await call("edition_progress");
  }

  /** What is kept, in one sentence. */
  report(report: EditionReport): string {
    return fill(i18n.m.kept.report, {
      articles: i18n.number(report.articles.done),
      allArticles: i18n.number(report.articles.total),
      pictures: i18n.number(report.pictures.done),
      allPictures: i18n.number(report.pictures.total),
    });
  }

  async start() {
    try {
      await call("edition_start");
    } catch (error) {
      toast.show(i18n.failure(asFailure(error)));
    }
  }

  async stop() {
    await call("edition_cancel");
  }

  /** Prepares one every day at the hour of the reader's choice, for as long as the window is there. */
  keepHours() {
    const look = () => {
      const now = new Date();
      if (this.running || !isDue(now, preferences.value.edition_at, localStorage.getItem(MEMORY))) return;
      localStorage.setItem(MEMORY, now.toDateString());
      this.#listen();
      this.#by_clock = true;
      void this.start();
    };
    look();
    setInterval(look, TICK);
  }

  #listen() {
    if (this.#listening) return;
    this.#listening = true;
    void on("edition", (progress) => {
      this.progress = progress;
      if (progress.step !== "idle" || !this.#by_clock) return;
      this.#by_clock = false;
      if (progress.report) toast.show(this.report(progress.report));
    });
  }
}

export const edition = new Edition();
