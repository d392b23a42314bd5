import { mount } from "svelte";

import { afterPaint } from "./controls/paint";
import { dayMonth } from "./i18n/format";
import "./styles/index.css";
import type { Early } from "./state/early";
import { keptView } from "./state/kept";
import { place } from "./state/place.svelte";
import { reading } from "./state/reading.svelte";
import { preferences } from "./state/settings.svelte";
import { beginning } from "./state/start.svelte";
import App from "./views/App.svelte";
import { articlePane, front, rest } from "./views/later.svelte";

/** Draws the page when there is something to draw. */
export async function draw(target: HTMLElement, early: Early): Promise<void> {
  const soon = beginning.soon(early);
  // Read while the library answers.
  if (keptView() === "front") void front.read();
  // Where the names of months are not kept yet, they take as long as some rows; while the library answers, there is time.
  dayMonth(preferences.language, new Date());
  await soon;
  await Promise.all(needed().map((part) => part.read()));
  mount(App, { target });
  // What is read comes first; then what stands beside it, and only then what may be wanted next.
  afterPaint(() => {
    void beginning.listen();
    afterPaint(() => {
      for (const part of [articlePane, front, rest]) void part.read();
    });
  });
}

/** What the page begins with. */
function needed() {
  const view = place.view === "front" ? [front] : place.view === "list" ? [] : [rest];
  return reading.id === null ? view : [...view, articlePane];
}
