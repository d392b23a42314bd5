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

/** The faces in which every page is set, and a letter of each of their files that the three languages need. */
const FACES = ['16px "Source Serif 4"', '16px "Golos Text"'];
const LETTERS = "aЖқ";

/** What is shown first, asked for in one question. */
class Beginning {
  failure: Failure | null = $state.raw(null);

  async ask(): Promise<void> {
    this.failure = null;
    try {
      const start: Start = await call("start", {
        utc_offset_minutes: -new Date().getTimezoneOffset(),
        language: preferences.language,
        first: PAGE,
      });
      preferences.take(start.settings, start.publication);
      await preferences.spoken;
      sources.take(start.sources);
      place.take(start);
    } catch (error) {
      this.failure = asFailure(error);
    }
  }

  /** When there is something to draw: mostly the answer, which spares drawing twice. */
  async soon(): Promise<void> {
    preferences.apply();
    const there = Promise.all([this.ask(), loadFaces()]);
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

/**
 * The first layout waits for the faces: without them it would look through the fonts of the system for each size and
 * weight, measure rows in what it finds, and do it all again.
 */
async function loadFaces(): Promise<void> {
  if (!("fonts" in document)) return;
  // A face that cannot be loaded is drawn by the next one in the list.
  await Promise.allSettled(FACES.map((face) => document.fonts.load(face, LETTERS)));
}

export const beginning = new Beginning();
