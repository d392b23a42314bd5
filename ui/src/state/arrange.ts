/** The order of sources and folders, and what moving does to it. Pure. */
import type { Arrangement, Feed } from "../api";

export type Item = { kind: "feed"; id: string } | { kind: "folder"; id: string };
/** Where to: before a source, at the end of a folder (null: outside any), before a folder (null: last). */
export type Spot =
  | { kind: "before"; feed: string }
  | { kind: "into"; folder: string | null }
  | { kind: "folder"; before: string | null };

export function arrangement(folders: readonly string[], feeds: readonly Feed[]): Arrangement {
  return { folders: [...folders], feeds: feeds.map(({ id, folder }) => ({ id, folder })) };
}

/** Loose sources first, then folder by folder, as they are shown. */
function sorted({ folders, feeds }: Arrangement): Arrangement {
  const place = (folder: string | null) => (folder === null ? -1 : folders.indexOf(folder));
  const order = feeds.map((feed, at) => ({ feed, at }));
  order.sort((a, b) => place(a.feed.folder) - place(b.feed.folder) || a.at - b.at);
  return { folders, feeds: order.map(({ feed }) => feed) };
}

export function move(from: Arrangement, item: Item, to: Spot): Arrangement {
  if (item.kind === "folder") {
    if (to.kind !== "folder" || to.before === item.id) return from;
    const folders = from.folders.filter((name) => name !== item.id);
    const at = to.before === null ? folders.length : folders.indexOf(to.before);
    folders.splice(at < 0 ? folders.length : at, 0, item.id);
    return sorted({ folders, feeds: from.feeds });
  }
  const feeds = from.feeds.filter((feed) => feed.id !== item.id);
  if (to.kind === "before") {
    const at = feeds.findIndex((feed) => feed.id === to.feed);
    if (at < 0) return from;
    feeds.splice(at, 0, { id: item.id, folder: feeds[at]!.folder });
  } else if (to.kind === "into") feeds.push({ id: item.id, folder: to.folder });
  else return from;
  return sorted({ folders: from.folders, feeds });
}

/** One step up or down, through folders as well; null where there is no further. */
export function step(from: Arrangement, item: Item, by: 1 | -1): Arrangement | null {
  if (item.kind === "folder") {
    const at = from.folders.indexOf(item.id);
    const to = at + by;
    if (at < 0 || to < 0 || to >= from.folders.length) return null;
    const before = from.folders[by === 1 ? to + 1 : to] ?? null;
    return move(from, item, { kind: "folder", before });
  }
  const own = from.feeds.find((feed) => feed.id === item.id);
  if (!own) return null;
  const siblings = from.feeds.filter((feed) => feed.folder === own.folder);
  const at = siblings.findIndex((feed) => feed.id === item.id);
  if (by === -1 && at > 0) return move(from, item, { kind: "before", feed: siblings[at - 1]!.id });
  if (by === 1 && at < siblings.length - 1) {
    const after = siblings[at + 2];
    return move(
      from,
      item,
      after ? { kind: "before", feed: after.id } : { kind: "into", folder: own.folder },
    );
  }
  // Out of this folder and into the next.
  const groups: (string | null)[] = [null, ...from.folders];
  const next = groups[groups.indexOf(own.folder) + by];
  if (next === undefined) return null;
  const first = from.feeds.find((feed) => feed.folder === next);
  if (by === 1 && first) return move(from, item, { kind: "before", feed: first.id });
  return move(from, item, { kind: "into", folder: next });
}

export function renameFolder(from: Arrangement, name: string, to: string): Arrangement {
  const folders = from.folders.map((folder) => (folder === name ? to : folder));
  return sorted({
    folders: folders.filter((folder, at) => folders.indexOf(folder) === at),
    feeds: from.feeds.map((feed) => (feed.folder === name ? { ...feed, folder: to } : feed)),
  });
}

/** Its sources stand outside any folder then. */
export function removeFolder(from: Arrangement, name: string): Arrangement {
  return sorted({
    folders: from.folders.filter((folder) => folder !== name),
    feeds: from.feeds.map((feed) => (feed.folder === name ? { ...feed, folder: null } : feed)),
  });
}
