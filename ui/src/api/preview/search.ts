import { found, foldedWords, pieces } from "../../state/fold";
import type { Row, SearchAnswer, SearchRequest } from "../generated";

/** A plain search over the library in memory: words in title and standfirst; operators are left to the program. */
export function search(rows: readonly Row[], request: SearchRequest): SearchAnswer {
  const parts = request.query.match(/\s*\S+|\s+$/g) ?? [];
  const operator = (part: string) => /^\s*-?(?:title|author|tag|feed|lang|is|after|before):\S/.test(part);
  const plain = parts.filter((part) => !operator(part)).join("");
  const words = foldedWords(plain);
  const language = /lang:(\w+)/.exec(request.query)?.[1];
  const hits = rows.filter(
    (row) =>
      (!language || row.language.startsWith(language)) &&
      (words.length > 0 || language) &&
      found(`${row.title} ${row.standfirst}`, words) !== null,
  );
  const counts = new Map<string, number>();
  for (const row of hits) counts.set(row.language, (counts.get(row.language) ?? 0) + 1);
  return {
    ended: false,
    unfinished: false,
    parts: parts.map((text) => ({ text, operator: operator(text), problem: null })),
    results: hits.slice(0, request.limit).map((row) => ({
      row: { ...row },
      title: pieces(row.title, words),
      snippet: pieces(row.standfirst, words),
      score: 1,
    })),
    total: hits.length,
    more: false,
    forms: plain.trim() ? plain.trim().toLowerCase().split(/\s+/) : [],
    suggestion: null,
    facets: [...counts].map(([name, count]) => ({
      kind: "language",
      name,
      operator: `lang:${name}`,
      count,
      active: name === language,
    })),
    unindexed: 0,
  };
}
