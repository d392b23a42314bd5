/** Footnotes of an article: its short links to something further down. They pop over, or stand in the margin. */

/** Where a link within the article leads. */
export function target(root: Element, link: Element): HTMLElement | null {
  let id = link.getAttribute("href")?.slice(1) ?? "";
  try {
    id = decodeURIComponent(id);
  } catch {
    /* As it stands. */
  }
  return id ? root.querySelector<HTMLElement>(`[id="${CSS.escape(id)}"]`) : null;
}

/** Whether a link with these words, in a `sup` or not, is the mark of a note. */
export function isMark(words: string, raised: boolean): boolean {
  const mark = words.trim().replace(/^[[(]|[\])]$/g, "");
  return /^(\d{1,3}|[*†‡§¶]{1,3})$/u.test(mark) || (raised && /^\p{L}{1,4}$/u.test(mark));
}

/** What stands in the note, without its number's way back and without names that the article has already. */
export function copyOf(note: HTMLElement): DocumentFragment {
  const home = note.closest<HTMLElement>("li, p, aside, dd, div") ?? note;
  const copy = home.cloneNode(true) as HTMLElement;
  for (const back of copy.querySelectorAll("a[href^='#']")) back.remove();
  for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
  const out = document.createDocumentFragment();
  out.append(...copy.childNodes);
  return out;
}

const GAP = 12;
/** Room for notes beside the column: their width and the way to it. */
const MARGIN = 232;

/** Whether there is room beside the column for notes. */
export function hasMargin(sheet: HTMLElement, article: HTMLElement): boolean {
  return (sheet.clientWidth - article.clientWidth) / 2 >= MARGIN;
}

/** Marks the references, and lays the notes beside their lines where the window is wide enough. */
export function notes(text: HTMLElement): (() => void) | void {
  const found: { ref: HTMLAnchorElement; note: HTMLElement }[] = [];
  for (const ref of text.querySelectorAll<HTMLAnchorElement>("a[href^='#']")) {
    const note = target(text, ref);
    const raised = ref.closest("sup") !== null || ref.querySelector("sup") !== null;
    if (!note || !isMark(ref.textContent ?? "", raised)) continue;
    if (!(ref.compareDocumentPosition(note) & Node.DOCUMENT_POSITION_FOLLOWING) || note.contains(ref))
      continue;
    ref.classList.add("noteref");
    ref.setAttribute("role", "button");
    ref.setAttribute("aria-haspopup", "dialog");
    found.push({ ref, note });
  }
  const article = text.closest<HTMLElement>(".art");
  const sheet = text.closest<HTMLElement>(".sheet");
  if (found.length === 0 || !article || !sheet) return;

  const beside: HTMLElement[] = [];
  const lay = () => {
    const room = hasMargin(sheet, article);
    article.classList.toggle("margined", room);
    if (!room) return;
    if (beside.length === 0) {
      for (const { ref, note } of found) {
        // For the eyes: whoever listens has the mark and the note at the end.
        const side = document.createElement("div");
        side.className = "side-note";
        side.setAttribute("aria-hidden", "true");
        const number = document.createElement("b");
        number.textContent = `${ref.textContent?.trim() ?? ""} `;
        side.append(number, copyOf(note));
        for (const link of side.querySelectorAll("a")) link.tabIndex = -1;
        article.append(side);
        beside.push(side);
      }
    }
    const top = article.getBoundingClientRect().top;
    let free = 0;
    // The caption that stands there as well.
    const caption = article.querySelector(".beside")?.getBoundingClientRect();
    found.forEach(({ ref }, at) => {
      const side = beside[at]!;
      let y = Math.max(free, ref.getBoundingClientRect().top - top);
      if (caption && y < caption.bottom - top && y + side.offsetHeight > caption.top - top)
        y = caption.bottom - top + GAP;
      side.style.top = `${y}px`;
      free = y + side.offsetHeight + GAP;
    });
  };
  const watch = new ResizeObserver(lay);
  watch.observe(sheet);
  watch.observe(article);
  return () => {
    watch.disconnect();
    for (const side of beside) side.remove();
  };
}
