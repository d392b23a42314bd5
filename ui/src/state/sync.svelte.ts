import { asFailure, call, on, type SyncProgress } from "../api";
import { fill, i18n } from "../i18n/index.svelte";
import { preferences } from "./settings.svelte";
import { sources } from "./sources.svelte";
import { toast } from "./toast.svelte";

/** Fetching the sources: how far it is, and what came of it. */
class Sync {
  progress: SyncProgress | null = $state.raw(null);
  running = $derived(this.progress?.running ?? false);
  /** The system said that the network went, and no refresh has found it since. */
  #cut = $state(false);
  offline = $derived(!this.running && (this.progress?.offline === true || this.#cut));

  /** Called when one ends. */
  onend: () => void = () => void sources.load();

  /** How far it is, told without being asked for news of it. */
  take(progress: SyncProgress) {
    this.progress ??= progress;
  }

  listen(): Promise<void> {
    return Promise.all([
      on("sync", (progress) => this.#hear(progress)),
      on("network", ({ connected }) => this.#network(connected)),
    ]).then(() => undefined);
  }

  async start(feed: string | null = null) {
    try {
      await call("sync_start", { feed });
    } catch (error) {
      toast.show(i18n.failure(asFailure(error)));
    }
  }

  async stop() {
    await call("sync_cancel");
  }

  /** What the system says; where the network is back, what was missed is fetched. */
  #network(connected: boolean | null) {
    const back = connected === true && this.offline;
    this.#cut = connected === false;
    if (back && preferences.value.sync_minutes > 0) void this.start();
  }

  #hear(progress: SyncProgress) {
    const ended = this.progress?.running !== false && !progress.running;
    this.progress = progress;
    if (!ended) return;
    if (!progress.offline) this.#cut = false;
    this.onend();
    toast.say(this.#summary(progress));
  }

  #summary(progress: SyncProgress): string {
    if (progress.cancelled) return i18n.m.refreshStopped;
    if (progress.offline) return i18n.m.offlineNever;
    const news = progress.new > 0 ? `${i18n.count("newArticles", progress.new)}.` : i18n.m.nothingNew;
    const text = fill(i18n.m.refreshed, { new: news });
    return progress.failed > 0 ? `${text} ${i18n.count("refreshFailed", progress.failed)}` : text;
  }
}

export const sync = new Sync();
