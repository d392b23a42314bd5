import { asFailure, call, type AddedFeed, type Failure, type Imported } from "../api";
import { fill, i18n } from "../i18n/index.svelte";
import { place } from "./place.svelte";
import { sources } from "./sources.svelte";
import { toast } from "./toast.svelte";

/** Subscribes, or follows a site that has no feed; a failure to show where it did not work. */
export async function addFeed(
  address: string,
  folder: string | null,
  site = false,
): Promise<AddedFeed | Failure> {
  try {
    const request = { address: address.trim(), folder: folder?.trim() || null };
    const added = await call(site ? "site_follow" : "feed_add", request);
    await sources.load();
    const text = added.already
      ? fill(i18n.m.alreadyThere, { source: added.title })
      : fill(i18n.m.added, { source: added.title, n: i18n.count("articles", added.items) });
    toast.show(text);
    return added;
  } catch (error) {
    return asFailure(error);
  }
}

export async function removeFeed(id: string): Promise<void> {
  const title = sources.feed(id)?.title ?? "";
  try {
    await call("feed_remove", id);
    toast.show(fill(i18n.m.removed, { source: title }));
    const { scope } = place;
    await sources.load();
    if (scope?.kind === "feed" && scope.id === id) await place.goFront();
    else await place.reload();
  } catch (error) {
    toast.show(i18n.failure(asFailure(error)));
  }
}

/** Says what came of a list of sources. */
export function imported({ added, already, invalid }: Imported): void {
  toast.show(i18n.count("imported", added, { already: i18n.number(already), invalid: i18n.number(invalid) }));
}

/** Takes in a list of sources from a file. */
export async function importOpml(file: File): Promise<void> {
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    imported(await call("opml_import", [...bytes]));
    await sources.load();
  } catch (error) {
    const failure = asFailure(error);
    toast.show(i18n.failure({ ...failure, subject: failure.subject || file.name }));
  }
}

export async function exportOpml(): Promise<void> {
  try {
    const path = await call("opml_export");
    if (path !== null) toast.show(fill(i18n.m.exported, { file: path }));
  } catch (error) {
    toast.show(i18n.failure(asFailure(error)));
  }
}
