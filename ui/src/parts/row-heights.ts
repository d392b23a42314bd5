/** How high the rows of the list beside the article are: by the lines of their headlines, which are measured as they
 *  will be drawn, many in one go and each once. */
import type { Row } from "../api";

/** Edge of the picture in a row. */
export const PICTURE = 58;
const LINE = 20;
/** The line that names the other sources of a story. */
const ALSO = 18;
/** Padding, the line of source and time, the hairline. */
const REST = 39;
const LINES = 3;
/** What a headline cannot have of the row's width: padding on both sides. */
const SIDES = 44;
const GAP = 16;
/** Measured headlines kept. */
const KEPT = 20_000;

/** Where nothing is known: a headline of two lines. */
export const USUAL = 2 * LINE + REST;

/** The least that a row takes: a headline of one line. */
export const LEAST = LINE + REST;

let lines = new Map<string, number>();
let width = 0;
let gauge: HTMLElement | undefined;

/** How far a row is set in that stands under another. */
export const UNDER = 20;

function name(title: string, pictured: boolean, under: boolean): string {
  return (pictured ? "p" : "t") + (under ? "u" : " ") + title;
}

/** Measures those that are not known in this width. */
function measure(
  wanted: Map<string, { title: string; language: string; pictured: boolean; under: boolean }>,
) {
  if (!gauge) {
    gauge = document.createElement("div");
    gauge.ariaHidden = "true";
    gauge.style.cssText =
      "position:absolute;top:0;left:0;height:0;overflow:hidden;visibility:hidden;contain:strict;" +
      "font:600 16px/20px var(--serif);font-variation-settings:'opsz' 15;overflow-wrap:break-word";
    document.body.append(gauge);
  }
  gauge.style.width = `${width}px`;
  const drawn = [...wanted].map(([name, { title, language, pictured, under }]) => {
    const node = document.createElement("p");
    node.textContent = title;
    if (language) node.lang = language;
    node.style.width = `${Math.max(40, width - SIDES - (pictured ? PICTURE + GAP : 0) - (under ? UNDER : 0))}px`;
    return [name, node] as const;
  });
  gauge.replaceChildren(...drawn.map(([, node]) => node));
  for (const [name, node] of drawn)
    lines.set(name, Math.min(LINES, Math.max(1, Math.round(node.offsetHeight / LINE))));
  gauge.replaceChildren();
}

/** What a row shows. */
type Shown = (row: Row) => {
  title: string;
  teaser: boolean;
  pictured: boolean;
  also: boolean;
  under: boolean;
};

/** The heights of pages that were here, though their rows are forgotten again. */
export class MeasuredPages {
  #list = "";
  #pages = new Map<number, Uint8Array>();
  #of = new WeakMap<readonly Row[], Uint8Array>();

  /**
   * All that are known. `list` names the list, its width and whatever else its rows depend on. Of each page `most` rows
   * are measured, the others are taken to be as usual.
   */
  with(
    list: string,
    pages: ReadonlyMap<number, readonly Row[]>,
    width: number,
    shown: Shown,
    most: number,
  ): ReadonlyMap<number, Uint8Array> {
    if (list !== this.#list) {
      this.#list = list;
      this.#pages = new Map();
      this.#of = new WeakMap();
    }
    for (const [page, rows] of pages) {
      let heights = this.#of.get(rows);
      if (!heights) {
        heights = rowHeights(rows, width, shown, most);
        this.#of.set(rows, heights);
      }
      this.#pages.set(page, heights);
    }
    return this.#pages;
  }
}

/** The heights of rows, in a list of this width. */
function rowHeights(rows: readonly Row[], inWidth: number, shown: Shown, most: number): Uint8Array {
  if (inWidth !== width || lines.size > KEPT) {
    lines = new Map();
    width = inWidth;
  }
  const all = rows.map((row) => ({ ...shown(row), language: row.language }));
  const wanted = new Map<string, (typeof all)[number]>();
  for (const one of all.slice(0, most)) {
    const key = name(one.title, one.pictured, one.under);
    if (!lines.has(key)) wanted.set(key, one);
  }
  if (wanted.size > 0) measure(wanted);
  return Uint8Array.from(all, ({ title, teaser, pictured, also, under }) => {
    const own = lines.get(name(title, pictured, under)) ?? 2;
    return heightOf(own, teaser, pictured) + (also ? ALSO : 0);
  });
}

/** A headline of one line leaves room for a line of the teaser, and a picture needs two. */
export function heightOf(lines: number, teaser: boolean, pictured: boolean): number {
  return Math.max(lines, teaser || pictured ? 2 : 1) * LINE + REST;
}

/** Whether the row has a line left for its teaser. */
export function isTeased(title: string, pictured: boolean, under: boolean): boolean {
  return lines.get(name(title, pictured, under)) === 1;
}

/** Fonts came: what was measured with others does not hold. */
export function forget() {
  lines = new Map();
}
