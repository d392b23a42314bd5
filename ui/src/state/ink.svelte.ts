/** The reader's ink on the page: draws highlights over the text without touching its markup. */
import type { Annotation, Colour } from "../api";
import { find, Lettering, type Quote } from "./anchor";
import { COLOURS } from "./own.svelte";

export interface Drawn {
  annotation: Annotation;
  range: Range;
  changed: boolean;
}

interface HighlightRegistry {
  set(name: string, highlight: unknown): void;
  delete(name: string): void;
}
type Highlights = { highlights?: HighlightRegistry };
type HighlightMaker = { Highlight?: new (...ranges: Range[]) => unknown };

const registry = () => (globalThis.CSS as Highlights | undefined)?.highlights;
const maker = () => (globalThis as HighlightMaker).Highlight;

/** One article's text. */
export class Ink {
  root: HTMLElement;
  drawn: Drawn[] = [];
  #lettering: Lettering;

  constructor(root: HTMLElement) {
    this.root = root;
    this.#lettering = new Lettering(root);
  }

  /** Draws them; those that have no place in the text any more come back. */
  draw(annotations: readonly Annotation[]): Annotation[] {
    this.clear();
    const lost: Annotation[] = [];
    for (const annotation of annotations) {
      if (annotation.quote === "") continue;
      const found = find(this.#lettering.text, annotation);
      const range = found && this.#lettering.range(found.from, found.to);
      if (range) this.drawn.push({ annotation, range, changed: found.changed });
      else lost.push(annotation);
    }
    const Highlight = maker();
    const highlights = registry();
    if (Highlight && highlights) {
      for (const colour of COLOURS) {
        const ranges = this.#ranges(colour);
        if (ranges.length > 0) highlights.set(`own-${colour}`, new Highlight(...ranges));
      }
    } else for (const one of this.drawn) wrap(one);
    return lost;
  }

  clear() {
    for (const colour of COLOURS) registry()?.delete(`own-${colour}`);
    if (!registry()) unwrap(this.root);
    this.drawn = [];
    if (!registry()) this.#lettering = new Lettering(this.root);
  }

  /** The highlight at a point of the window. */
  at(x: number, y: number): Drawn | undefined {
    const inside = ({ left, right, top, bottom }: DOMRect) =>
      x >= left && x <= right && y >= top && y <= bottom;
    return [...this.drawn].reverse().find((one) => [...one.range.getClientRects()].some(inside));
  }

  /** What is selected in this text. */
  selected(): { range: Range; quote: Quote } | null {
    const selection = getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0).cloneRange();
    if (!this.root.contains(range.startContainer) && !this.root.contains(range.endContainer)) return null;
    // What lies beyond the text is not its own.
    const all = document.createRange();
    all.selectNodeContents(this.root);
    if (range.compareBoundaryPoints(Range.START_TO_START, all) < 0)
      range.setStart(all.startContainer, all.startOffset);
    if (range.compareBoundaryPoints(Range.END_TO_END, all) > 0) range.setEnd(all.endContainer, all.endOffset);
    const quote = this.#lettering.describe(range, selection.toString());
    return quote && { range, quote };
  }

  /** Selects the paragraph at the middle of the window, or the next one where it is selected already. */
  selectParagraph() {
    const blocks = [...this.root.querySelectorAll<HTMLElement>("p, li, blockquote, h2, h3, h4, pre, td")];
    const middle = innerHeight / 2;
    const block =
      blocks.find((one) => {
        const box = one.getBoundingClientRect();
        return box.bottom > middle && (one.textContent ?? "").trim() !== "";
      }) ?? blocks.at(-1);
    if (block) getSelection()?.selectAllChildren(block);
  }

  #ranges(colour: Colour): Range[] {
    return this.drawn.filter((one) => one.annotation.colour === colour).map((one) => one.range);
  }
}

/** Where the web view draws no ranges: elements of our own around pieces of text. */
function wrap({ annotation, range }: Drawn) {
  const walker = document.createTreeWalker(range.commonAncestorContainer, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  const first = range.commonAncestorContainer;
  if (first.nodeType === Node.TEXT_NODE) texts.push(first as Text);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (range.intersectsNode(node)) texts.push(node as Text);
  }
  const { startContainer, startOffset, endContainer, endOffset } = range;
  for (const text of texts) {
    const piece = document.createRange();
    piece.setStart(text, text === startContainer ? startOffset : 0);
    piece.setEnd(text, text === endContainer ? endOffset : text.length);
    if (piece.toString().trim() === "") continue;
    const mark = document.createElement("mark");
    mark.className = `own own-${annotation.colour}`;
    piece.surroundContents(mark);
  }
}

function unwrap(root: HTMLElement) {
  for (const mark of root.querySelectorAll("mark.own")) mark.replaceWith(...mark.childNodes);
  root.normalize();
}

/** The ink of the article on screen, for the commands. */
export const inks: {
  current: Ink | null;
  /** Opens the bar over the selection. */
  open: ((note: boolean) => void) | null;
  /** A note on the whole article. */
  note: (() => void) | null;
} = { current: null, open: null, note: null };
