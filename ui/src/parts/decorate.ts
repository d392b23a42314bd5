/** What the page adds to the text of an article: no words, only its ornament and a few shapes. */
const SVG = "http://www.w3.org/2000/svg";
/** Longer quotations stay in the run of the text. */
const PULL = 180;

function endMark(): SVGElement {
  const strokes = [
    "M12 17V9.5C12 5 9.9 2.4 6.6 2.4c-2.8 0-4.7 2-4.7 4.6 0 2.4 1.6 4.1 3.7 4.1 1.7 0 2.9-1.1 2.9-2.7",
    "M12 17V9.5C12 5 14.1 2.4 17.4 2.4c2.8 0 4.7 2 4.7 4.6 0 2.4-1.6 4.1-3.7 4.1-1.7 0-2.9-1.1-2.9-2.7",
  ];
  const make = (name: string, attributes: Record<string, string>) => {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
  };
  const svg = make("svg", { class: "endmark", viewBox: "0 0 24 24", "aria-hidden": "true" });
  for (const d of strokes)
    svg.append(make("path", { d, fill: "none", stroke: "currentColor", "stroke-width": "2.7" }));
  svg.append(make("path", { d: "m12 12.8 5.4 5.4L12 23.6l-5.4-5.4z", fill: "currentColor" }));
  return svg as SVGElement;
}

export function decorate(text: HTMLElement): void {
  for (const quote of text.querySelectorAll("blockquote")) {
    const length = quote.textContent?.trim().length ?? 0;
    if (length > 0 && length <= PULL && !quote.querySelector("img, ul, ol, table"))
      quote.classList.add("pull");
  }
  for (const table of text.querySelectorAll("table")) {
    const box = document.createElement("div");
    box.className = "wide-table";
    box.tabIndex = 0;
    table.replaceWith(box);
    box.append(table);
  }
  const last = text.lastElementChild;
  const home = last?.tagName === "P" && last.textContent?.trim() ? last : text;
  home.append(endMark());
}
