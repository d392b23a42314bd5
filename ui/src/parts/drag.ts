/** Dragging in the list of sources, by pointer events: they are the same in every web view. */
import type { Item, Spot } from "../state/arrange";
import { arranging } from "../state/arranging.svelte";

/** Before this many pixels a press is a click. */
const SLACK = 6;

function spotAt(x: number, y: number, item: Item): Spot | null {
  const row = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-feed], [data-folder]");
  if (!row) return null;
  const box = row.getBoundingClientRect();
  const late = y > box.top + box.height / 2;
  const { feed, folder } = row.dataset;
  if (item.kind === "folder") {
    // Among folders: what lies in one counts as that one.
    const name = folder ?? row.dataset.in;
    if (name === undefined || name === "") return null;
    return { kind: "folder", before: late ? (folderAfter(name) ?? null) : name };
  }
  if (folder !== undefined) return { kind: "into", folder };
  if (feed === undefined) return null;
  if (!late) return { kind: "before", feed };
  const next = row.closest("li")?.nextElementSibling?.querySelector<HTMLElement>("[data-feed]");
  if (next?.dataset.feed && next.dataset.in === row.dataset.in)
    return { kind: "before", feed: next.dataset.feed };
  return { kind: "into", folder: row.dataset.in || null };
}

function folderAfter(name: string): string | undefined {
  const all = [...document.querySelectorAll<HTMLElement>("[data-folder]")].map((row) => row.dataset.folder);
  return all[all.indexOf(name) + 1];
}

/** Makes a row one that can be dragged. */
export function draggable(item: Item) {
  return (row: HTMLElement) => {
    const onpointerdown = (down: PointerEvent) => {
      if (down.button !== 0 || down.pointerType === "touch") return;
      const onmove = (event: PointerEvent) => {
        if (!arranging.dragged) {
          if (Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < SLACK) return;
          arranging.dragged = item;
        }
        arranging.over = spotAt(event.clientX, event.clientY, item);
        event.preventDefault();
      };
      const end = () => {
        removeEventListener("pointermove", onmove);
        removeEventListener("pointerup", onup);
        removeEventListener("keydown", onkey, true);
      };
      const onup = () => {
        end();
        if (!arranging.dragged) return;
        // What ends a drag is no click.
        addEventListener("click", stop, { capture: true, once: true });
        setTimeout(() => removeEventListener("click", stop, true));
        void arranging.drop();
      };
      const onkey = (event: KeyboardEvent) => {
        if (event.key !== "Escape" || !arranging.dragged) return;
        event.stopPropagation();
        end();
        arranging.cancel();
      };
      addEventListener("pointermove", onmove);
      addEventListener("pointerup", onup);
      addEventListener("keydown", onkey, true);
    };
    const onkeydown = (event: KeyboardEvent) => {
      if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
      event.preventDefault();
      event.stopPropagation();
      void arranging.step(item, event.key === "ArrowDown" ? 1 : -1).then(() => {
        // The row may be another element in another folder; the focus goes with what it is about.
        const selector =
          item.kind === "feed" ? `[data-feed="${item.id}"]` : `[data-folder="${CSS.escape(item.id)}"]`;
        const now = document.querySelector<HTMLElement>(selector);
        (now?.matches("button") ? now : now?.querySelector<HTMLElement>(".rest"))?.focus();
      });
    };
    row.addEventListener("pointerdown", onpointerdown);
    row.addEventListener("keydown", onkeydown);
    return () => {
      row.removeEventListener("pointerdown", onpointerdown);
      row.removeEventListener("keydown", onkeydown);
    };
  };
}

function stop(event: Event) {
  event.stopPropagation();
  event.preventDefault();
}
