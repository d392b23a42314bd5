/** One short message at a time, and what screen readers are told. */
export interface Toast {
  text: string;
  undo?: () => void;
}

const SHOWN = 8000;

class Toasts {
  current: Toast | null = $state(null);
  /** Said by the live region, never shown. */
  spoken = $state("");
  #timer: ReturnType<typeof setTimeout> | undefined;

  show(text: string, undo?: () => void) {
    this.current = undo ? { text, undo } : { text };
    this.resume();
  }

  say(text: string) {
    this.spoken = text;
  }

  /** The pointer or the focus rests on it. */
  pause() {
    clearTimeout(this.#timer);
  }

  resume() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.current = null), SHOWN);
  }

  close() {
    this.pause();
    this.current = null;
  }
}

export const toast = new Toasts();
