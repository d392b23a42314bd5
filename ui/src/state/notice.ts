import type { Notice, NoticeWords } from "../api";
import { i18n } from "../i18n/index.svelte";

/** One article speaks for itself, several are counted and the first are named. */
export function wordsOf(notice: Notice): NoticeWords {
  const name = (title: string) => title.trim() || i18n.m.untitled;
  const [first] = notice.rows;
  const open = i18n.m.system.open;
  if (notice.total === 1 && first) {
    return { title: first.source, body: name(first.title), open, article: first.id };
  }
  const more = notice.total > notice.rows.length ? ["…"] : [];
  const body = [...notice.rows.map((row) => `${name(row.title)} · ${row.source}`), ...more].join("\n");
  return { title: i18n.count("newArticles", notice.total), body, open, article: null };
}
