/** The first paint cannot wait for the library: what was chosen last stands in until it answers. */
import type { Settings } from "../api";

const NAME = "kazpost.appearance";
const VIEW = "kazpost.view";

export function kept(): Partial<Settings> {
  try {
    return JSON.parse(localStorage.getItem(NAME) ?? "{}") as Partial<Settings>;
  } catch {
    // Not there, or not ours.
    return {};
  }
}

export function keep(settings: Settings): void {
  try {
    localStorage.setItem(NAME, JSON.stringify(settings));
  } catch {
    // Nothing depends on it.
  }
}

/** The view that was left last, with which the page probably begins. */
export function keptView(): string {
  try {
    return localStorage.getItem(VIEW) ?? "front";
  } catch {
    return "front";
  }
}

export function keepView(view: string): void {
  try {
    localStorage.setItem(VIEW, view);
  } catch {
    // Nothing depends on it.
  }
}
