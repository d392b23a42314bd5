import { asFailure, call, on, type EditionProgress } from "../api";
import { i18n } from "../i18n/index.svelte";
import { toast } from "./toast.svelte";

/** Preparing what is unread and bookmarked for reading without a network. */
class Edition {
  progress: EditionProgress | null = $state.raw(null);
  running = $derived(this.progress !== null && this.progress.step !== "idle");
  #listening = false;

  async load() {
    if (!this.#listening) void on("edition", (progress) => (this.progress = progress));
    this.#listening = true;
    this.progress = await call("edition_progress");
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
}

export const edition = new Edition();
