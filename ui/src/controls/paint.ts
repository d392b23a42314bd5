/** A window that is hidden is not painted: nothing waits for it longer than so many milliseconds. */
const PATIENCE = 500;

/** Once what is on the page has been painted. */
export function afterPaint(then: () => void): void {
  let waits = true;
  const once = () => {
    if (waits) then();
    waits = false;
  };
  requestAnimationFrame(() => setTimeout(once, 0));
  setTimeout(once, PATIENCE);
}
