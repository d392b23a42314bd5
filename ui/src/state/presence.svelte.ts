import { call, type Presence } from "../api";
import { i18n } from "../i18n/index.svelte";
import { preferences } from "./settings.svelte";
import { sources } from "./sources.svelte";

/** How the app shows itself beside its page: title, number on its icon, tray. */
class AppPresence {
  /** An icon is wanted and cannot be seen. */
  trayMissing = $state(false);

  get #wanted(): Presence {
    const name = preferences.publication?.name ?? "KazPost";
    const { badge, tray, stay_in_tray: stay } = preferences.value;
    const unread = sources.value.unread;
    const counted = unread > 0 ? `${name}: ${i18n.count("unreadCount", unread)}` : name;
    return {
      title: badge && unread > 0 ? `(${i18n.number(unread)}) ${name}` : name,
      badge: badge ? unread : null,
      stay: tray && stay,
      tray: tray
        ? {
            tip: counted,
            number: unread,
            open: i18n.m.system.open,
            unread: i18n.m.unread,
            refresh: i18n.m.refresh,
            quit: i18n.m.page.quit,
          }
        : null,
    };
  }

  show() {
    if (!preferences.publication) return;
    const wanted = this.#wanted;
    call("presence", wanted).then(
      (shown) => (this.trayMissing = wanted.tray !== null && !shown),
      () => undefined,
    );
  }
}

export const presence = new AppPresence();
