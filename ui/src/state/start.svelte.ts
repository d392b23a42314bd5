import { asFailure, call, type Failure, type Start } from "../api";
import { askForStart, type Early } from "./early";
import { listenToOthers } from "./handed";
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

  /** Asks once more. */
  ask(): Promise<void> {
    return this.#take(askForStart(preferences.language));
  }

  async #take(answer: Promise<Start>): Promise<void> {
    this.failure = null;
    try {
      const start = await answer;
      preferences.take(start.settings, start.publication);
      await preferences.spoken;
      sources.take(start.sources);
      place.take(start);
    } catch (error) {
      this.failure = asFailure(error);
    }
  }

  /** When there is something to draw: mostly the answer, which spares drawing twice. */
  async soon(early: Early): Promise<void> {
    preferences.apply();
    const there = Promise.all([this.#take(early.answer), early.faces]);
    await Promise.race([there, new Promise<void>((done) => setTimeout(done, PATIENCE))]);
    // Without words there is nothing to draw.
    await preferences.spoken;
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
