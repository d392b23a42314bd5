/** The sheet an article lies on, for the keys that page through it. */
let sheet: HTMLElement | null = null;

export function sheetIs(element: HTMLElement | null): void {
  sheet = element;
}

/** To its beginning or its end; false where there is none. */
export function sheetTo(end: boolean): boolean {
  if (!sheet?.isConnected) return false;
  sheet.scrollTo({ top: end ? sheet.scrollHeight : 0 });
  return true;
}

/** Turns a page; false at the end. */
export function turnPage(by: 1 | -1): boolean {
  if (!sheet?.isConnected) return false;
  const { scrollTop, clientHeight, scrollHeight } = sheet;
  const end = by === 1 ? scrollTop + clientHeight >= scrollHeight - 4 : scrollTop <= 0;
  if (end) return false;
  sheet.scrollBy({ top: by * (clientHeight - 60) });
  return true;
}
