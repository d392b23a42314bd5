/** How high the rows of a list are. */
export interface Heights {
  readonly total: number;
  /** The height of most, for what is not known yet. */
  readonly usual: number;
  of(index: number): number;
  /** All rows above this one together. */
  before(index: number): number;
}

/** All of one height. */
export class Even implements Heights {
  constructor(
    readonly total: number,
    readonly usual: number,
  ) {}

  of(): number {
    return this.usual;
  }

  before(index: number): number {
    return index * this.usual;
  }
}

/** Of the height that was measured, in blocks of `size` rows; blocks that were not are taken to be as usual. */
export class Measured implements Heights {
  readonly #offsets: Float64Array;

  constructor(
    readonly total: number,
    readonly usual: number,
    readonly size: number,
    readonly blocks: ReadonlyMap<number, Uint8Array>,
  ) {
    const count = Math.ceil(total / size);
    this.#offsets = new Float64Array(count + 1);
    for (let block = 0; block < count; block++) {
      const rows = Math.min(size, total - block * size);
      const known = blocks.get(block);
      let height = 0;
      for (let row = 0; row < rows; row++) height += known?.[row] ?? usual;
      this.#offsets[block + 1] = this.#offsets[block]! + height;
    }
  }

  of(index: number): number {
    return this.blocks.get(Math.floor(index / this.size))?.[index % this.size] ?? this.usual;
  }

  before(index: number): number {
    const block = Math.floor(index / this.size);
    const known = this.blocks.get(block);
    let y = this.#offsets[block] ?? 0;
    const rest = index - block * this.size;
    if (!known) return y + rest * this.usual;
    for (let row = 0; row < rest; row++) y += known[row] ?? this.usual;
    return y;
  }
}

/** Where the rows of a long list stand, with headings in between. Pure. */
export class Rows {
  constructor(
    readonly heights: Heights,
    /** Indices of the rows that a heading stands above, rising. */
    readonly headings: readonly number[],
    readonly headingHeight: number,
  ) {}

  get total(): number {
    return this.heights.total;
  }

  get height(): number {
    return this.heights.before(this.total) + this.headings.length * this.headingHeight;
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
    return this.heights.before(index) + this.headingsUpTo(index) * this.headingHeight;
  }

  bottom(index: number): number {
    return this.top(index) + this.heights.of(index);
  }

  /** The row at a distance from the top; a heading counts as the row below it. */
  at(y: number): number {
    let low = 0;
    let high = Math.max(0, this.total - 1);
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.bottom(middle) > y) high = middle;
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
    const bottom = this.bottom(index);
    if (top < scrollTop) return top;
    return bottom > scrollTop + viewport ? bottom - viewport : null;
  }
}
