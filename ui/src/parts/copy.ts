/** Soft hyphens are for lines: what the reader copies are the words. */
const SOFT = /\u00ad/g;

/** A copied part of the page, as text and as markup, without soft hyphens; null where there is none in it. */
export function withoutSoftHyphens(text: string, markup: string): { text: string; markup: string } | null {
  if (!text.includes("\u00ad")) return null;
  return { text: text.replace(SOFT, ""), markup: markup.replace(SOFT, "") };
}

/** For the `copy` of an article's text. Fields keep their own. */
export function oncopy(event: ClipboardEvent): void {
  const selection = getSelection();
  if (!selection || selection.rangeCount === 0 || !event.clipboardData) return;
  const holder = document.createElement("div");
  holder.append(selection.getRangeAt(0).cloneContents());
  const copied = withoutSoftHyphens(selection.toString(), new XMLSerializer().serializeToString(holder));
  if (!copied) return;
  event.clipboardData.setData("text/plain", copied.text);
  event.clipboardData.setData("text/html", copied.markup);
  event.preventDefault();
}
