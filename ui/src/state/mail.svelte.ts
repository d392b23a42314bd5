import {
  asFailure,
  call,
  type Failure,
  type MailAdded,
  type MailboxAdded,
  type MailboxRequest,
  type MailPlace,
} from "../api";
import { fill, i18n } from "../i18n/index.svelte";
import { place } from "./place.svelte";
import { sources } from "./sources.svelte";
import { toast } from "./toast.svelte";

/** The folders and mailboxes that newsletters are read from. */
class MailPlaces {
  all: MailPlace[] = $state.raw([]);

  async load(): Promise<void> {
    this.all = await call("mail_places").catch(() => this.all);
  }

  async remove(which: string): Promise<void> {
    try {
      await call("mail_place_remove", which);
      toast.show(i18n.m.mail.stopped);
    } catch (error) {
      toast.show(i18n.failure(asFailure(error)));
    }
    await this.load();
  }

  async folders(request: MailboxRequest): Promise<string[] | Failure> {
    return call("mailbox_folders", request).catch(asFailure);
  }

  /** Reads a folder, now and with every refresh. */
  async add(request: MailboxRequest): Promise<MailboxAdded | Failure> {
    const done = await call("mailbox_add", request).catch(asFailure);
    if (!("code" in done)) {
      await Promise.all([this.load(), sources.load()]);
      toast.show(brought(done));
    }
    return done;
  }
}

export const mailPlaces = new MailPlaces();

function brought({ added, not_kept }: MailboxAdded): string {
  const words = i18n.m.mail;
  const n = added.feeds.reduce((sum, feed) => sum + feed.new, 0);
  const said =
    added.feeds.length > 0
      ? fill(words.brought, { lists: i18n.number(added.feeds.length), n: i18n.number(n) })
      : words.broughtNone;
  return not_kept === null ? said : `${said} ${words.notKept}`;
}

/** Says which newsletter a single mail was of, and shows it. */
export function tellOfMail(added: MailAdded): void {
  const feed = added.feeds[0];
  if (!feed) return;
  toast.show(fill(i18n.m.mail.taken, { list: feed.title }));
  void sources.load().then(() => place.goList({ kind: "feed", id: feed.id }));
}

/** Takes in a mail from a file. */
export async function takeMail(file: File): Promise<void> {
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    tellOfMail(await call("mail_take", [...bytes]));
  } catch (error) {
    const failure = asFailure(error);
    toast.show(i18n.failure({ ...failure, subject: failure.subject || file.name }));
  }
}
