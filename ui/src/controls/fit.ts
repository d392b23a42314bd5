/** Marks the line of a text that fills all of its three lines; many are measured in one go. */
const LINES = 3;
let waiting: HTMLElement[] = [];

function measure() {
  const all = waiting.filter((node) => node.isConnected);
  waiting = [];
  const full = all.map((node) => node.getClientRects().length >= LINES);
  all.forEach((node, at) => node.parentElement?.classList.toggle("full", full[at]));
}

/** For an inline element; anew whenever its text changes. */
export function fit(text: string): (node: HTMLElement) => void {
  return (node) => {
    if (text === "") return;
    if (waiting.length === 0) requestAnimationFrame(measure);
    waiting.push(node);
  };
}
