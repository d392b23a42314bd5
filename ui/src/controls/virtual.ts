/** Where the rows of a long list stand: fixed heights, with headings in between. Pure. */
export class Rows {
  constructor(
    readonly total: number,
    readonly rowHeight: number,
    /** Indices of the rows that a heading stands above, rising. */
    readonly headings: readonly number[],
    readonly headingHeight: number,
  ) {}

  get height(): number {
    return this.total * this.rowHeight + this.headings.length * this.headingHeight;
  }

  /** How many headings stand above the top of row `index`, its own included. */
  headingsUpTo(index: number): number {
    let low = 0;
    let high = this.headings.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.headings[middle]! <= index) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  top(index: number): number {
    return index * this.rowHeight + this.headingsUpTo(index) * this.headingHeight;
  }

  /** The row at a distance from the top; a heading counts as the row below it. */
  at(y: number): number {
    let low = 0;
    let high = Math.max(0, this.total - 1);
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.top(middle) + this.rowHeight > y) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  /** Rows to draw, `last` not included. */
  range(scrollTop: number, viewport: number, overscan: number): { first: number; last: number } {
    if (this.total === 0) return { first: 0, last: 0 };
    const first = Math.max(0, this.at(scrollTop) - overscan);
    const last = Math.min(this.total, this.at(scrollTop + viewport) + 1 + overscan);
    return { first, last };
  }

  /** Positions in `headings` of those to draw with the rows of a range. */
  headingsIn(first: number, last: number): { from: number; to: number } {
    return { from: first === 0 ? 0 : this.headingsUpTo(first - 1), to: this.headingsUpTo(last - 1) };
  }

  /** Where to scroll so that row `index` is in view, or null if it is. */
  reveal(index: number, scrollTop: number, viewport: number): number | null {
    const own = this.headings.includes(index) ? this.headingHeight : 0;
    const top = this.top(index) - own;
    const bottom = this.top(index) + this.rowHeight;
    if (top < scrollTop) return top;
    return bottom > scrollTop + viewport ? bottom - viewport : null;
  }
}
