/** Marks the line of a text that fills all of its three lines; many are measured in one go. */
const LINES = 3;
let waiting: HTMLElement[] = [];

function measure() {
  const all = waiting.filter((node) => node.isConnected);
  waiting = [];
  const full = all.map(
    (node) => new Set([...node.getClientRects()].map((box) => Math.round(box.top))).size >= LINES,
  );
  all.forEach((node, at) => node.parentElement?.classList.toggle("full", full[at]));
}

function later(node: HTMLElement) {
  if (waiting.length === 0) requestAnimationFrame(measure);
  waiting.push(node);
}

/** For an inline element; anew whenever its text changes, and when the fonts are there. */
export function fit(text: string): (node: HTMLElement) => void {
  return (node) => {
    if (text === "") return;
    later(node);
    if (document.fonts.status !== "loaded") void document.fonts.ready.then(() => later(node));
  };
}
