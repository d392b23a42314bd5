/** Highlights, collections and tags of the preview. */
import type {
  AnnotateRequest,
  Annotation,
  BookmarksRequest,
  LabelRequest,
  RenameLabelRequest,
  Row,
  Target,
} from "../generated";

export function own(rows: Row[], targets: (target: Target) => Row[]) {
  const annotations: Annotation[] = [];
  const labels = { collection: new Map<string, Set<string>>(), tag: new Map<string, Set<string>>() };
  const on = (id: string) => annotations.filter((one) => one.article === id);
  const names = (kind: "collection" | "tag", id: string) =>
    [...labels[kind]].filter(([, members]) => members.has(id)).map(([name]) => name);
  const counts = (kind: "collection" | "tag") =>
    [...labels[kind]].filter(([, all]) => all.size > 0).map(([name, all]) => ({ name, count: all.size }));
  const passages = () =>
    annotations.map((annotation) => ({
      row: rows.find((row) => row.id === annotation.article)!,
      annotation,
    }));

  return {
    tags: () => counts("tag"),
    count: () => annotations.length,
    handlers: {
      own_marks: (id: string) => ({
        annotations: on(id),
        collections: names("collection", id),
        tags: names("tag", id),
        caught: [],
      }),
      annotate: (request: AnnotateRequest) => {
        const made = Math.floor(Date.now() / 1000);
        const id = request.id ?? `own${annotations.length + 1}`;
        const annotation = { ...request, id, made, orphaned: false };
        const at = annotations.findIndex((one) => one.id === id);
        annotations.splice(at < 0 ? annotations.length : at, at < 0 ? 0 : 1, annotation);
        for (const row of rows) if (row.id === request.article) row.saved = true;
        return { action: null, annotation };
      },
      annotation_remove: (id: string) => {
        annotations.splice(
          annotations.findIndex((one) => one.id === id),
          1,
        );
        return { action: 0, changed: 1 };
      },
      highlights: () => ({ review: passages().slice(0, 5), all: passages() }),
      highlights_reviewed: () => undefined,
      highlights_export: () => "/home/reader/highlights.md",
      bookmarks: ({ part, offset, limit }: BookmarksRequest) => {
        const saved = rows.filter((row) => row.saved);
        const loose = saved.filter((row) => names("collection", row.id).length === 0);
        const members =
          part.kind === "all"
            ? saved
            : part.kind === "loose"
              ? loose
              : saved.filter((row) => names("collection", row.id).includes(part.name));
        const entries = members.slice(offset, offset + limit).map((row) => ({
          row,
          annotations: on(row.id),
          collections: names("collection", row.id),
        }));
        return {
          all: saved.length,
          loose: loose.length,
          collections: counts("collection"),
          total: members.length,
          entries,
        };
      },
      label: ({ target, kind, name, on }: LabelRequest) => {
        const members = labels[kind].get(name) ?? new Set<string>();
        labels[kind].set(name, members);
        for (const row of targets(target)) {
          if (on) members.add(row.id);
          else members.delete(row.id);
          if (on && kind === "collection") row.saved = true;
        }
        return { action: 0, changed: targets(target).length };
      },
      label_rename: ({ kind, from, to }: RenameLabelRequest) => {
        const members = labels[kind].get(from) ?? new Set<string>();
        labels[kind].delete(from);
        if (to) labels[kind].set(to, members);
        return { action: 0, changed: members.size };
      },
    },
  };
}
