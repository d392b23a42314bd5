/** Pictures that come late move nothing that is being read. */

/** By how much to scroll when something that begins above the eyes changes its height; `bottom` is its new end. */
export function shift(before: number, after: number, bottom: number, top: number): number {
  return bottom - after < top ? after - before : 0;
}

/** Narrower pictures take their own place at once: a box for them would be mostly empty. */
const NARROW = 200;

export function steady(text: HTMLElement): (() => void) | void {
  const sheet = text.closest<HTMLElement>(".sheet");
  const images = [...text.querySelectorAll("img")];
  if (!sheet || images.length === 0) return;
  const heights = new Map<Element, number>();
  const watch = new ResizeObserver((entries) => {
    let by = 0;
    for (const { target } of entries) {
      const after = (target as HTMLElement).offsetHeight;
      const before = heights.get(target);
      heights.set(target, after);
      if (before === undefined || before === after) continue;
      by += shift(before, after, target.getBoundingClientRect().bottom, sheet.getBoundingClientRect().top);
    }
    if (by !== 0) sheet.scrollTop += by;
  });
  /** What the eyes are on keeps its box until the article is opened again; then its shape is known. */
  const inSight = (image: HTMLImageElement) => {
    const [box, page] = [image.getBoundingClientRect(), sheet.getBoundingClientRect()];
    return box.bottom > page.top && box.top < page.bottom;
  };
  for (const image of images) {
    const known = image.hasAttribute("width") && image.hasAttribute("height");
    if (!known && !image.complete) {
      // The shape of most pictures, until the true one is known.
      image.classList.add("awaited");
      const come = () => {
        image.classList.toggle("boxed", image.naturalWidth >= NARROW && inSight(image));
        image.classList.remove("awaited");
      };
      image.addEventListener("load", come, { once: true });
      image.addEventListener("error", come, { once: true });
    }
    watch.observe(image);
  }
  return () => watch.disconnect();
}
