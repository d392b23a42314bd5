import { call, on, type Notifications } from "../api";
import { wordsOf } from "./notice";
import { preferences } from "./settings.svelte";

/** Notifications of the system: what is told of is the program's affair, in which words is ours. */
class Notices {
  get chosen(): Notifications {
    return preferences.value.notifications;
  }

  /** Whether anything is told of at all. */
  get any(): boolean {
    return this.chosen.feeds.length > 0 || this.chosen.words.trim() !== "";
  }

  tells(feed: string): boolean {
    return this.chosen.feeds.includes(feed);
  }

  choose(feed: string, on: boolean) {
    const others = this.chosen.feeds.filter((id) => id !== feed);
    return this.change({ feeds: on ? [...others, feed] : others });
  }

  change(changes: Partial<Notifications>) {
    return preferences.change({ notifications: { ...this.chosen, ...changes } });
  }

  async listen(): Promise<void> {
    await on("arrived", () => void this.#look());
    // A sync may have ended before anybody listened.
    void this.#look();
  }

  async #look(): Promise<void> {
    const now = new Date();
    const request = { minute: now.getHours() * 60 + now.getMinutes(), watching: document.hasFocus() };
    try {
      const notice = await call("notices", request);
      if (notice) await call("notify", wordsOf(notice));
    } catch {
      // A system without notifications is no reason to stop reading.
    }
  }
}

export const notices = new Notices();
