import type { Row } from "../api";
import { fill, i18n } from "../i18n/index.svelte";

/** So many sources are named; of the rest it is said how many they are. */
const NAMED = 3;

/** Which other sources tell the story of a row. */
export function alsoIn(row: Row): string {
  const names = [...new Set(row.also.map((told) => told.source))];
  const named = names.slice(0, NAMED).join(", ");
  const more = names.length > NAMED ? ` +${i18n.number(names.length - NAMED)}` : "";
  return fill(i18n.m.stories.alsoIn, { names: named + more });
}
