/** Which rows of a long run are drawn. Pure: what is seen is given. */

/** A run of no more rows is drawn whole. */
export const WHOLE = 60;

/** Rows are drawn in steps of so many, so that scrolling by one changes nothing. */
const STEP = 16;

export interface Span {
  first: number;
  /** Not included. */
  last: number;
}

/**
 * The rows of a run of `total` to be drawn, where of its height `from` to `to` is seen. `ahead` steps more are drawn on
 * either side, for the next key or turn of the wheel, and `kept` (the row with the focus) wherever it is.
 */
export function drawn(
  total: number,
  row: number,
  from: number,
  to: number,
  kept: number | null,
  ahead = 1,
): Span {
  if (total <= WHOLE || row <= 0) return { first: 0, last: total };
  const step = (n: number) => Math.floor(n / STEP) * STEP;
  const within = (n: number) => Math.max(0, Math.min(total, n));
  let first = within(step(from / row) - ahead * STEP);
  let last = within(step(to / row) + (1 + ahead) * STEP);
  if (kept !== null && kept < total) {
    first = Math.min(first, step(kept));
    last = Math.max(last, kept + 1);
  }
  return { first, last: Math.max(first, last) };
}
