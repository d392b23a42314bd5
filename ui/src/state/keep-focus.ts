/**
 * The focus is never lost. Where what had it leaves the page (a row that is removed, a notice that is closed, a view
 * that is left), it goes to what stands next to that place, so that the keys and a screen reader go on from there.
 * Whoever gives the focus back by itself, as dialogs do, comes first.
 */
const FOCUSABLE =
  "a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), " +
  "summary, [contenteditable], [tabindex]";

const shown = (element: Element) => element.getClientRects().length > 0 && !element.closest("[inert]");

/** The first of an element and of what is in it, or the last, that takes the focus. */
function within(root: Element | null, last = false): HTMLElement | null {
  if (!root) return null;
  const all = [root, ...root.querySelectorAll(FOCUSABLE)].filter(
    (one): one is HTMLElement => one instanceof HTMLElement && one.matches(FOCUSABLE) && shown(one),
  );
  return (last ? all.at(-1) : all[0]) ?? null;
}

/** An element beside a place, text apart. */
function beside(node: Node | null, way: "nextSibling" | "previousSibling"): Element | null {
  let at = node;
  while (at && !(at instanceof Element)) at = at[way];
  return at as Element | null;
}

export function keepFocus(root: HTMLElement): () => void {
  /** What had the focus last, and all that it stands in. */
  let path: Element[] = [];
  let next: Element | null = null;
  let previous: Element | null = null;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const onfocusin = (event: FocusEvent) => {
    path = [];
    for (let at = event.target as Element | null; at && at !== root; at = at.parentElement) path.push(at);
  };

  const look = () => {
    const active = document.activeElement;
    if (active && active !== document.body) return;
    if (!path[0] || path[0].isConnected) return;
    const dialog = document.querySelector("dialog[open]");
    const stands = path.find((one) => one.isConnected) ?? root;
    const home =
      within(next?.isConnected ? next : null) ??
      within(previous?.isConnected ? previous : null, true) ??
      stands.querySelector<HTMLElement>("[role=listbox], #main") ??
      within(stands) ??
      document.querySelector<HTMLElement>("#main");
    const goal = dialog && !dialog.contains(home) ? within(dialog) : home;
    goal?.focus({ preventScroll: true });
  };

  const watch = new MutationObserver((records) => {
    const last = path[0];
    if (!last || last.isConnected) return;
    for (const record of records) {
      if (![...record.removedNodes].some((node) => node.contains(last))) continue;
      next = beside(record.nextSibling, "nextSibling");
      previous = beside(record.previousSibling, "previousSibling");
    }
    clearTimeout(waiting);
    waiting = setTimeout(look);
  });
  root.addEventListener("focusin", onfocusin);
  watch.observe(root, { childList: true, subtree: true });
  return () => {
    clearTimeout(waiting);
    watch.disconnect();
    root.removeEventListener("focusin", onfocusin);
  };
}
