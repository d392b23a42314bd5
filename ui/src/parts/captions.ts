/** The first caption stands in the margin beside its picture, where the window is wide enough. */
import { hasMargin } from "./notes";

export function captions(text: HTMLElement): (() => void) | void {
  const caption = text.querySelector<HTMLElement>("figure > figcaption");
  const article = text.closest<HTMLElement>(".art");
  const sheet = text.closest<HTMLElement>(".sheet");
  if (!caption?.textContent?.trim() || !article || !sheet) return;
  // A caption with a picture before it: what heads a figure stays there.
  if (!caption.previousElementSibling) return;
  const lay = () => caption.classList.toggle("beside", hasMargin(sheet, article));
  const watch = new ResizeObserver(lay);
  watch.observe(sheet);
  watch.observe(article);
  return () => watch.disconnect();
}
