import { on, type OpenRequest } from "../api";
import { fill, i18n } from "../i18n/index.svelte";
import { tellOfMail } from "./mail.svelte";
import { newsletters } from "./newsletter.svelte";
import { place } from "./place.svelte";
import { sources } from "./sources.svelte";
import { imported } from "./subscribe.svelte";
import { toast } from "./toast.svelte";

/** What the desktop, a link or another start asks of the window. */
export function obey(request: OpenRequest): void {
  switch (request.kind) {
    case "feed":
      place.asked = { kind: "add", address: request.address };
      break;
    case "article":
      void place.openArticle(request.id);
      break;
    case "front":
      void place.goFront();
      break;
    case "unread":
      void place.goList({ kind: "unread" });
      break;
    case "confirmed":
      place.goNewsletters();
      void newsletters.refresh();
      toast.show(
        request.list === null
          ? i18n.m.letter.cameBackUnknown
          : fill(i18n.m.letter.cameBack, { list: request.list }),
      );
      break;
    case "mail":
      tellOfMail(request.added);
      break;
    case "imported":
      imported(request.imported);
      void sources.load();
      break;
    case "refused":
      toast.show(i18n.failure(request.failure));
      break;
  }
}

export async function listenToOthers(): Promise<void> {
  await on("open", obey);
}
