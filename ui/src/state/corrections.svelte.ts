import { call, type Redline, type Row } from "../api";

/** How the open article changed since the reader read it. Told until the article is left. */
class Corrections {
  redline: Redline | null = $state.raw(null);
  /** The words are shown with what was taken out and put in. */
  shown = $state(false);

  /** For as long as an article is open; gives what to do when it is left. */
  opened(row: Row): (() => void) | undefined {
    this.redline = null;
    this.shown = false;
    if (!row.changed) return undefined;
    let open = true;
    call("redline", row.id).then(
      (redline) => {
        if (open) this.redline = redline;
      },
      () => undefined,
    );
    return () => {
      open = false;
      // Only what could be seen was seen.
      if (this.redline) void call("redline_seen", row.id);
      this.redline = null;
    };
  }
}

export const corrections = new Corrections();
