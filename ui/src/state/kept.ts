/** The first paint cannot wait for the library: what was chosen last stands in until it answers. */
import type { Settings } from "../api";
import { recall, remember } from "../api/memory";

const NAME = "kazpost.appearance";
const VIEW = "kazpost.view";

export function kept(): Partial<Settings> {
  try {
    return JSON.parse(recall(NAME) ?? "{}") as Partial<Settings>;
  } catch {
    // Not ours.
    return {};
  }
}

export function keep(settings: Settings): void {
  remember(NAME, JSON.stringify(settings));
}

/** The view that was left last, with which the page probably begins. */
export function keptView(): string {
  return recall(VIEW) ?? "front";
}

export function keepView(view: string): void {
  remember(VIEW, view);
}
