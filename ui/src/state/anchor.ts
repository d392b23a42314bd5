/**
 * Where a highlight stands in a text: by its words and those around them (W3C Web Annotation, TextQuoteSelector),
 * so that an article may be edited around it. White space and soft hyphens do not count, as in
 * crates/core/src/annotations.rs.
 */
export interface Quote {
  quote: string;
  prefix: string;
  suffix: string;
}

const IGNORED = /[\s\u00ad\u200b-\u200d\u2060\ufeff]/;
const AROUND = 40;
/** Less than this around a passage says nothing of where it stood. */
const TELLING = 10;

export function letters(text: string): string {
  let out = "";
  for (const c of text) if (!IGNORED.test(c)) out += c;
  return out;
}

export interface Found {
  from: number;
  to: number;
  /** The words are others now, between the same neighbours. */
  changed: boolean;
}

/** Finds a quote among letters; null where it is there no more. */
export function find(text: string, wanted: Quote): Found | null {
  const quote = letters(wanted.quote);
  const prefix = letters(wanted.prefix);
  const suffix = letters(wanted.suffix);
  if (quote === "") return null;
  let best: Found | null = null;
  let most = -1;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    const to = at + quote.length;
    const score = before(text, at, prefix) + after(text, to, suffix);
    if (score > most) {
      most = score;
      best = { from: at, to, changed: false };
    }
  }
  if (best || prefix.length < TELLING || suffix.length < TELLING) return best;
  const start = text.indexOf(prefix);
  if (start < 0) return null;
  const from = start + prefix.length;
  const to = text.indexOf(suffix, from);
  return to > from && to - from <= quote.length * 2 + 40 ? { from, to, changed: true } : null;
}

function before(text: string, at: number, prefix: string): number {
  let n = 0;
  while (n < prefix.length && text[at - 1 - n] === prefix[prefix.length - 1 - n]) n++;
  return n;
}

function after(text: string, at: number, suffix: string): number {
  let n = 0;
  while (n < suffix.length && text[at + n] === suffix[n]) n++;
  return n;
}

/** The letters of a part of the page, and where each of them stands. */
export class Lettering {
  text = "";
  #nodes: Text[] = [];
  #node: number[] = [];
  #offset: number[] = [];

  constructor(root: Node) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, (node) =>
      // Notes in the margin are copies of what stands further down.
      node.parentElement?.closest(".side-note") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const place = this.#nodes.push(node as Text) - 1;
      const data = (node as Text).data;
      for (let at = 0; at < data.length; at++) {
        if (IGNORED.test(data[at]!)) continue;
        this.text += data[at];
        this.#node.push(place);
        this.#offset.push(at);
      }
    }
  }

  range(from: number, to: number): Range | null {
    const first = this.#nodes[this.#node[from] ?? -1];
    const last = this.#nodes[this.#node[to - 1] ?? -1];
    if (!first || !last) return null;
    const range = document.createRange();
    range.setStart(first, this.#offset[from]!);
    range.setEnd(last, this.#offset[to - 1]! + 1);
    return range;
  }

  /** What describes a selection; null where it holds no letter. */
  describe(selected: Range, words: string): Quote | null {
    const inside = (index: number) =>
      selected.comparePoint(this.#nodes[this.#node[index]!]!, this.#offset[index]!);
    let [low, high] = [0, this.text.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (inside(middle) < 0) low = middle + 1;
      else high = middle;
    }
    const from = low;
    high = this.text.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      // The end of a range stands after its last letter.
      if (inside(middle) <= 0 && !this.#atEnd(selected, middle)) low = middle + 1;
      else high = middle;
    }
    if (low <= from) return null;
    const plain = (from: number, to: number) =>
      (to > from ? (this.range(from, to)?.toString() ?? "") : "").replace(/[\s\u00ad]+/g, (c) =>
        c === "\u00ad" ? "" : " ",
      );
    return {
      quote: tidy(words),
      prefix: plain(Math.max(0, from - AROUND), from),
      suffix: plain(low, Math.min(this.text.length, low + AROUND)),
    };
  }

  #atEnd(selected: Range, index: number): boolean {
    return (
      this.#nodes[this.#node[index]!] === selected.endContainer && this.#offset[index]! >= selected.endOffset
    );
  }
}

/** Words as they were selected: a line for each paragraph, no hyphens that only the page put in. */
export function tidy(words: string): string {
  return words
    .replaceAll("\u00ad", "")
    .split(/\n+/)
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter((line) => line !== "")
    .join("\n");
}
