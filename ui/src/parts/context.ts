/** What a context menu is about: the article or source that was pointed at, or that the keys stand at. */
export interface Subject {
  kind: "article" | "feed";
  id: string;
  element: Element;
}

const ROW = "row-";
const FEED = "source-feed-";

export function subject(target: Element): Subject | null {
  // The system's menu knows what to do with a field.
  if (target.closest("input, textarea, select, [contenteditable]")) return null;
  const listed = target.closest("[role=listbox]");
  // With the key the list itself is the target; its active row is meant.
  const active = listed?.getAttribute("aria-activedescendant");
  const element =
    target.closest(`[data-testid^='${ROW}'], [data-story], [data-testid^='${FEED}']`) ??
    (target === listed && active ? document.getElementById(active) : null);
  if (!(element instanceof HTMLElement)) return null;
  const { story, testid = "" } = element.dataset;
  if (story) return { kind: "article", id: story, element };
  if (testid.startsWith(ROW)) return { kind: "article", id: testid.slice(ROW.length), element };
  return testid.startsWith(FEED) ? { kind: "feed", id: testid.slice(FEED.length), element } : null;
}
