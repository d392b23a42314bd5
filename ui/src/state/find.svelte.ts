import { folded } from "./fold";

const MOST = 2000;

/** Finding within the open article. */
class Find {
  open = $state(false);
  text = $state("");
  count = $state(0);
  /** Which of them is looked at, from 0. */
  at = $state(0);
  #ranges: Range[] = [];
  #root: HTMLElement | null = null;

  /** The article's text, for as long as it is on screen. */
  within(root: HTMLElement | null) {
    this.#root = root;
    if (root && this.open) this.look(this.text);
  }

  close() {
    this.open = false;
    this.#draw([]);
  }

  look(text: string) {
    this.text = text;
    const ranges = this.#root && text.trim() !== "" ? rangesOf(this.#root, text) : [];
    this.at = 0;
    this.count = ranges.length;
    this.#draw(ranges);
    this.#show();
  }

  step(by: 1 | -1) {
    if (this.count === 0) return;
    this.at = (this.at + by + this.count) % this.count;
    this.#draw(this.#ranges);
    this.#show();
  }

  #draw(ranges: Range[]) {
    this.#ranges = ranges;
    const now = ranges[this.at];
    if (!("highlights" in CSS)) {
      // The one that is looked at, at least.
      const selection = getSelection();
      selection?.removeAllRanges();
      if (now) selection?.addRange(now);
      return;
    }
    CSS.highlights.set("find", new Highlight(...ranges.filter((range) => range !== now)));
    CSS.highlights.set("find-now", now ? new Highlight(now) : new Highlight());
  }

  #show() {
    const sheet = document.getElementById("sheet");
    const box = this.#ranges[this.at]?.getBoundingClientRect();
    if (!sheet || !box) return;
    const view = sheet.getBoundingClientRect();
    if (box.top < view.top + 72 || box.bottom > view.bottom - 40) {
      sheet.scrollBy({ top: box.top - view.top - view.height / 3 });
    }
  }
}

/** Where a text stands under an element, across its elements; letters that are taken for one another are the same. */
export function rangesOf(root: Node, text: string): Range[] {
  const nodes: { node: Text; start: number }[] = [];
  let all = "";
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    nodes.push({ node, start: all.length });
    all += node.data;
  }
  const sought = folded(text.replace(/\s+/g, " ")).text;
  const whole = folded(all.replace(/\s/g, " "));
  const found: Range[] = [];
  if (sought.trim() === "") return found;
  const place = (at: number, end: boolean): [Text, number] | null => {
    for (let n = nodes.length - 1; n >= 0; n--) {
      const one = nodes[n]!;
      if (one.start < at || (!end && one.start === at)) return [one.node, at - one.start];
    }
    return null;
  };
  for (let at = whole.text.indexOf(sought); at >= 0 && found.length < MOST;) {
    const from = whole.from[at];
    const last = whole.from[at + sought.length - 1];
    const start = from === undefined ? null : place(from, false);
    const end = last === undefined ? null : place(last + 1, true);
    if (start && end) {
      const range = document.createRange();
      range.setStart(...start);
      range.setEnd(...end);
      found.push(range);
    }
    at = whole.text.indexOf(sought, at + sought.length);
  }
  return found;
}

export const find = new Find();
