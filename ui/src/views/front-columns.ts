import type { Row } from "../api";

export interface Placed {
  row: Row;
  /** With kicker, standfirst and picture. */
  big: boolean;
}

/**
 * Sets the features into columns: one story with a picture between two columns that open with a headline.
 * Two columns: the picture first. One: the order they came in. Without a picture the headlines take the columns.
 */
export function arrange(features: readonly Row[], columns: number, pictures: boolean): Placed[][] {
  if (features.length === 0) return [];
  if (columns === 1) {
    return [features.map((row, at) => ({ row, big: at < 2 }))];
  }
  const pictured = pictures ? features.find((row) => row.picture) : undefined;
  const others = features.filter((row) => row !== pictured);
  const out: Placed[][] = Array.from({ length: columns }, () => []);
  if (!pictured) {
    others.forEach((row, at) => out[at % columns]!.push({ row, big: at < columns }));
    return out.filter((column) => column.length > 0);
  }
  const middle = columns === 3 ? 1 : 0;
  out[middle]!.push({ row: pictured, big: true });
  const sides = columns === 3 ? [0, 2] : [1];
  others.forEach((row, at) => {
    // The picture leaves room below itself for a late one.
    const column = columns === 2 && at >= 3 ? 0 : sides[columns === 3 && at === 4 ? 1 : at % sides.length]!;
    out[column]!.push({ row, big: at < sides.length });
  });
  return out;
}
