import { asFailure, call, type Failure, type Start } from "../api";
import { listenToOthers } from "./handed";
import { PAGE } from "./list.svelte";
import { notices } from "./notices.svelte";
import { place } from "./place.svelte";
import { preferences } from "./settings.svelte";
import { sources } from "./sources.svelte";
import { edition } from "./edition.svelte";
import { sync } from "./sync.svelte";
import { updates } from "./updates.svelte";

/** The page is drawn without the library's answer after so many milliseconds, with what stands in until then. */
const PATIENCE = 150;

/** What is shown first, asked for in one question. */
class Beginning {
  failure: Failure | null = $state.raw(null);

  async ask(): Promise<void> {
    this.failure = null;
    try {
      const start: Start = await call("start", {
        utc_offset_minutes: -new Date().getTimezoneOffset(),
        first: PAGE,
      });
      preferences.take(start.settings, start.publication);
      sources.take(start.sources);
      place.take(start);
    } catch (error) {
      this.failure = asFailure(error);
    }
  }

  /** When there is something to draw: mostly the answer, which spares drawing twice. */
  soon(): Promise<void> {
    preferences.apply();
    return Promise.race([this.ask(), new Promise<void>((done) => setTimeout(done, PATIENCE))]);
  }

  /** The page is there: from now on it hears what happens. What waited for it comes only then. */
  async listen(): Promise<void> {
    await Promise.all([sync.listen(), place.listen(), notices.listen(), listenToOthers()]);
    const progress = await call("ready").catch(() => null);
    if (progress) sync.take(progress);
    edition.keepHours();
    void updates.listen();
  }
}

export const beginning = new Beginning();
